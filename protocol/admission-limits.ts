/** More bounds of the kind of `limits`, which the first load of a page can do without. */
export const admissionLimits = {
  /** Characters of the name of a server. */
  serverNameCharacters: 60,
  /** Domains of e-mail addresses that let people in. */
  allowedDomains: 100,
  /** Rooms that everybody is taken into who signs up. */
  welcomeRooms: 20,
  /** Links to sign up that work at the same time, … */
  openInvites: 1_000,
  /** … and how many people one of them lets in, at most, … */
  inviteUses: 10_000,
  /** … and the rooms that one of them leads to. */
  inviteRooms: 20,
  /** Characters of why somebody is not let in. */
  refusalReasonCharacters: 500,
  /** Roles that a server has besides the built-in ones, … */
  customRoles: 100,
  /** … and the characters of the name of one. */
  customRoleNameCharacters: 40,
  /** People to whom one request does the same. */
  changedPeople: 100,
  /** Messages with which one request does the same. */
  changedMessages: 100,
  /** Characters of why somebody reads a private room. */
  inspectionReasonCharacters: 500,
  /** Days for which what was deleted is kept to be brought back, at most. */
  deletedKeptDays: 365,
  /** Days for which messages are kept, where they are not for ever, at most. */
  messagesKeptDays: 3_650,
  /** Rooms that are named where it is said what would go. */
  triedRooms: 100,
  /** Networks from which nobody uses a server. */
  addressBans: 1_000,
  /** Filters of words and links. */
  filters: 200,
  /** Words or hosts of one filter … */
  filterEntries: 200,
  /** … and the characters of each. */
  filterEntryCharacters: 100,
  /** Words with `*` of all filters: each is compared with each word that is said. */
  filterWildcards: 500,
  /** Characters of what somebody is told whom a filter refuses. */
  filterRefusalCharacters: 300,
} as const;
