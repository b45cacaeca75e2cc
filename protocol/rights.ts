import type { ErrorCode } from "./errors.ts";
import { offers } from "./offers.ts";
import { denialBy, type Rule, type Situation } from "./permissions.ts";
import type { TokenScope } from "./token-scopes.ts";

/**
 * Who may do what. The server derives its checks and its refusals from here, clients what they offer (`offers.ts`), and a
 * test the matrix of all of it.
 */

/** Nothing is open to API tokens because somebody forgot to say so. */
type Scoped = { open: true } | { scope: TokenScope | null };

/** The operations, by the ids that the routes have in OpenAPI. */
export const rights = {
  signUp: { open: true },
  signInByUsername: { open: true },
  signInByEmail: { open: true },
  signInWithCode: { open: true },
  passkeyQuestion: { open: true },
  signInWithPasskey: { open: true },
  signInWays: { open: true },
  goToProvider: { open: true },
  comeFromProvider: { open: true },
  requestPasswordReset: { open: true },
  resetPassword: { open: true },
  confirmEmail: { open: true },
  registration: { open: true },
  inviteInfo: { open: true },
  signOut: { open: true },
  session: { open: true },
  publicKeys: { open: true },
  listSessions: { scope: null },
  revokeSession: { scope: null },
  revokeOtherSessions: { scope: null },
  changePassword: { scope: null },
  changeEmail: { unconfirmed: true, scope: null },
  requestConfirmation: { unconfirmed: true, scope: null },
  changeUsername: { scope: null },
  secondFactor: { scope: null },
  beginSecondFactor: { scope: null },
  confirmSecondFactor: { scope: null },
  makeRecoveryCodes: { scope: null },
  switchOffSecondFactor: { scope: null },
  passkeys: { scope: null },
  beginPasskey: { scope: null },
  confirmPasskey: { scope: null },
  renamePasskey: { scope: null },
  removePasskey: { scope: null },
  providerLink: { scope: null },
  linkProvider: { scope: null },
  unlinkProvider: { scope: null },
  token: { scope: null },
  apiTokens: { scope: null },
  createApiToken: { scope: null },
  revokeApiToken: { scope: null },
  connect: { scope: "read" },
  me: { scope: "read" },
  myChanges: { scope: "read" },
  drafts: { scope: "read" },
  saved: { scope: "read" },
  blocks: { scope: "read" },
  block: { scope: "account" },
  unblock: { scope: "account" },
  myPresence: { scope: "read" },
  setPresence: { scope: "account" },
  setProfile: { scope: "account" },
  settings: { scope: "read" },
  setSetting: { scope: "account" },
  resetSetting: { scope: "account" },
  users: { scope: "read" },
  profile: { scope: "read" },
  emoji: { scope: "read" },
  emojiImage: { scope: "read" },
  addEmoji: { ...offers.addEmoji, scope: "admin" },
  deleteEmoji: { permission: "manageEmoji", scope: "admin" },
  people: { permission: "suspendPeople", scope: "admin" },
  exportPeople: { permission: "suspendPeople", scope: "admin" },
  person: { permission: "suspendPeople", scope: "admin" },
  createPerson: { permission: "managePeople", scope: null },
  changePeople: { permission: "suspendPeople", scope: "admin" },
  setServerRole: { permission: "managePeople", person: "lower", scope: "admin" },
  suspend: { permission: "suspendPeople", person: "lower", scope: "admin" },
  unsuspend: { permission: "suspendPeople", person: "lower", scope: "admin" },
  endSessions: { permission: "suspendPeople", person: "lower", scope: "admin" },
  makeResetLink: { permission: "managePeople", person: "lower", scope: null },
  resetSecondFactor: { permission: "managePeople", person: "lower", scope: null },
  handOnServer: { permission: "handOnServer", scope: null },
  audit: { permission: "readAudit", scope: "admin" },
  exportAudit: { permission: "readAudit", scope: "admin" },
  overview: { permission: "seeOverview", scope: "admin" },
  overviewSamples: { permission: "seeOverview", scope: "admin" },
  allRooms: { permission: "manageRooms", scope: "admin" },
  roomCounts: { permission: "manageRooms", scope: "admin" },
  exportRooms: { permission: "manageRooms", scope: "admin" },
  makeRoom: { permission: "manageRooms", scope: "admin" },
  anyRoom: { permission: "manageRooms", room: "any", scope: "admin" },
  changeRoom: { permission: "manageRooms", room: "any", scope: "admin" },
  deleteAnyRoom: { permission: "manageRooms", room: "any", scope: "admin" },
  anyMembers: { permission: "manageRooms", room: "any", scope: "admin" },
  addMembers: { permission: "manageRooms", room: "any", scope: "admin" },
  setAnyRole: { permission: "manageRooms", room: "any", scope: "admin" },
  removeAnyMember: { permission: "manageRooms", room: "any", scope: "admin" },
  serverSettings: { permission: "manageServer", scope: "admin" },
  setServerSettings: { permission: "manageServer", scope: "admin" },
  exportInvites: { permission: "admitPeople", scope: "admin" },
  invites: { permission: "admitPeople", scope: "admin" },
  createInvite: { permission: "admitPeople", scope: "admin" },
  revokeInvite: { permission: "admitPeople", scope: "admin" },
  exportRegistrations: { permission: "admitPeople", scope: "admin" },
  registrations: { permission: "admitPeople", scope: "admin" },
  approveRegistration: { permission: "admitPeople", scope: "admin" },
  refuseRegistration: { permission: "admitPeople", scope: "admin" },
  bots: { permission: "manageBots", scope: "admin" },
  createBot: { ...offers.createBot, scope: "admin" },
  botTokens: { permission: "manageBots", person: "lower", scope: null },
  createBotToken: { permission: "manageBots", person: "lower", scope: null },
  revokeBotToken: { permission: "manageBots", person: "lower", scope: null },
  rooms: { scope: "read" },
  findRooms: { ...offers.findRooms, scope: "read" },
  createRoom: { ...offers.createRoom, scope: "write" },
  getRoom: { room: "known", scope: "read" },
  updateRoom: { ...offers.updateRoom, scope: "write" },
  deleteRoom: { ...offers.deleteRoom, scope: "write" },
  changes: { room: "mine", scope: "read" },
  markRead: { room: "mine", scope: "write" },
  markUnread: { room: "mine", scope: "write" },
  setDraft: { room: "mine", scope: "write" },
  mute: { room: "mine", scope: "write" },
  unmute: { scope: "write" },
  putInSection: { room: "mine", scope: "write" },
  takeOutOfSection: { scope: "write" },
  setSection: { scope: "write" },
  removeSection: { scope: "write" },
  sortSection: { scope: "write" },
  unsortSection: { scope: "write" },
  arrangeList: { scope: "write" },
  schedule: { room: "mine", scope: "write" },
  scheduled: { scope: "read" },
  editScheduled: { scope: "write" },
  unschedule: { scope: "write" },
  joinRoom: { room: "known", scope: "write" },
  leaveRoom: { ...offers.leaveRoom, scope: "write" },
  openDirect: { ...offers.openDirect, scope: "write" },
  hideDirect: { ...offers.hideDirect, scope: "write" },
  showDirect: { room: "mine", direct: "only", scope: "write" },
  members: { room: "mine", scope: "read" },
  invite: { ...offers.invite, scope: "write" },
  setRole: { ...offers.setRole, scope: "write" },
  removeMember: { ...offers.removeMember, scope: "write" },
  messages: { room: "mine", scope: "read" },
  mentions: { scope: "read" },
  post: { room: "mine", scope: "write" },
  watch: { room: "mine", scope: "read" },
  type: { room: "mine", scope: "write" },
  getMessage: { room: "mine", message: "any", scope: "read" },
  editMessage: { ...offers.editMessage, scope: "write" },
  deleteMessage: { ...offers.deleteMessage, scope: "write" },
  thread: { room: "mine", message: "any", scope: "read" },
  threads: { scope: "read" },
  followThread: { room: "mine", message: "written", scope: "write" },
  unfollowThread: { room: "mine", message: "written", scope: "write" },
  markThreadRead: { room: "mine", message: "any", scope: "write" },
  history: { room: "mine", message: "written", scope: "read" },
  reactors: { room: "mine", message: "any", scope: "read" },
  pins: { room: "mine", scope: "read" },
  pin: { ...offers.pin, scope: "write" },
  unpin: { ...offers.unpin, scope: "write" },
  readers: { room: "mine", message: "any", scope: "read" },
  save: { room: "mine", message: "any", scope: "write" },
  unsave: { scope: "write" },
  react: { room: "mine", message: "written", scope: "write" },
  unreact: { room: "mine", message: "written", scope: "write" },
  report: { room: "mine", message: "written", scope: "write" },
  exportReports: { permission: "handleReports", scope: "admin" },
  reports: { permission: "handleReports", scope: "admin" },
  resolveReport: { permission: "handleReports", scope: "admin" },
} as const satisfies Record<string, Rule & Scoped>;
export type Operation = keyof typeof rights;

/** What keeps somebody from an operation; null where they may do it. */
export function denialOf(operation: Operation, situation: Situation): ErrorCode | null {
  return denialBy(rights[operation], situation);
}

/** Whether nobody has to be signed in for this. */
export function isOpen(operation: Operation): boolean {
  const { open }: Rule = rights[operation];
  return open === true;
}

/** Whether somebody may do this who has to confirm their e-mail address before anything else. */
export function mayUnconfirmed(operation: Operation): boolean {
  const { unconfirmed }: Rule = rights[operation];
  return isOpen(operation) || unconfirmed === true;
}

/** The scope that an API token needs for this; null where none is of use. */
export function scopeOf(operation: Operation): TokenScope | null {
  const { scope = null }: Rule = rights[operation];
  return scope;
}
