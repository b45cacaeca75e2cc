import { type Operation, rights } from "./rights.ts";

/** So many at once, and then again as many a second as come back. */
export interface Bucket {
  atOnce: number;
  perSecond: number;
}

/** Operations that are counted together. */
export interface Rate {
  operations: readonly Operation[];
  /** Of one person, on all their devices; null where nobody is known who asks, or nothing is counted. */
  person: Bucket | null;
  /** Of one address, with all who share it; of IPv6 a /64 network. */
  address: Bucket | null;
}

/**
 * How much may be done in a short time. Nobody who types, reads and clicks comes near any of it, nor does a bot
 * that says something some times a second; programs that do all they can are slowed down. A server scales
 * all of it by `RATE_LIMIT_PERCENT`. `docs/protocol.md` has the same as a table.
 */
export const rates = {
  post: {
    operations: ["post"],
    person: { atOnce: 100, perSecond: 10 },
    address: { atOnce: 2_000, perSecond: 200 },
  },
  react: {
    operations: ["react", "unreact"],
    person: { atOnce: 100, perSecond: 10 },
    address: { atOnce: 2_000, perSecond: 200 },
  },
  change: {
    operations: [
      ...[
        "createApiToken",
        "revokeApiToken",
        "setPresence",
        "setProfile",
        "removePicture",
        "setSetting",
        "resetSetting",
        "updateRoom",
        "markUnread",
        "setDraft",
      ],
      ...["mute", "unmute", "putInSection", "takeOutOfSection", "setSection", "removeSection"],
      ...["sortSection", "unsortSection", "arrangeList", "schedule", "editScheduled", "unschedule"],
      ...["editMessage", "deleteMessage", "followThread", "unfollowThread", "markThreadRead"],
      ...["pin", "unpin", "save", "unsave", "block", "unblock", "hideDirect", "showDirect"],
      ...["deleteEmoji", "acknowledgeWarning"],
    ],
    person: { atOnce: 200, perSecond: 20 },
    address: { atOnce: 4_000, perSecond: 400 },
  },
  createRoom: {
    operations: ["createRoom"],
    person: { atOnce: 30, perSecond: 0.1 },
    address: { atOnce: 300, perSecond: 2 },
  },
  openDirect: {
    operations: ["openDirect"],
    person: { atOnce: 50, perSecond: 0.2 },
    address: { atOnce: 500, perSecond: 10 },
  },
  invite: {
    operations: ["invite"],
    person: { atOnce: 30, perSecond: 0.5 },
    address: { atOnce: 300, perSecond: 10 },
  },
  membership: {
    operations: ["joinRoom", "leaveRoom", "setRole", "removeMember", "deleteRoom"],
    person: { atOnce: 60, perSecond: 2 },
    address: { atOnce: 1_000, perSecond: 50 },
  },
  upload: {
    operations: ["addEmoji", "setPicture", "setBotPicture"],
    person: { atOnce: 60, perSecond: 1 },
    address: { atOnce: 300, perSecond: 10 },
  },
  report: {
    operations: ["report"],
    person: { atOnce: 20, perSecond: 0.1 },
    address: { atOnce: 200, perSecond: 2 },
  },
  signal: {
    operations: ["watch", "type", "markRead"],
    person: { atOnce: 500, perSecond: 100 },
    address: { atOnce: 10_000, perSecond: 2_000 },
  },
  read: {
    operations: [
      ...["me", "myChanges", "drafts", "saved", "blocks", "myPresence", "settings", "users"],
      ...["profile", "emoji", "rooms", "findRooms", "getRoom", "changes", "scheduled", "members"],
      ...["messages", "mentions", "getMessage", "thread", "threads", "history", "reactors"],
      ...["pins", "readers", "apiTokens", "mySignIns"],
    ],
    person: { atOnce: 1_000, perSecond: 100 },
    address: { atOnce: 10_000, perSecond: 2_000 },
  },
  manage: {
    operations: [
      ...["people", "person", "createPerson", "changePeople", "setServerRole", "suspend"],
      ...[
        "unsuspend",
        "warn",
        "silence",
        "unsilence",
        "sanctions",
        "addressBans",
        "banAddress",
        "endBan",
        "filters",
        "makeFilter",
        "changeFilter",
        "deleteFilter",
        "tryFilters",
        "endSessions",
        "signIns",
        "makeResetLink",
        "resetSecondFactor",
      ],
      ...["audit", "reports", "resolveReport", "serverSettings", "setServerSettings", "invites"],
      ...["createInvite", "revokeInvite", "registrations", "approveRegistration"],
      ...["overview", "overviewSamples", "allRooms", "roomCounts", "makeRoom", "anyRoom"],
      ...["changeRoom", "deleteAnyRoom", "anyMembers", "addMembers", "setAnyRole"],
      ...["removeAnyMember", "refuseRegistration", "bots", "createBot", "botTokens"],
      ...["createBotToken", "revokeBotToken", "changeBot", "removeBotPicture"],
      ...["deleteBot", "allTokens", "revokeTokens", "revokeToken", "allEmoji"],
      ...["customRoles", "createCustomRole", "changeCustomRole", "deleteCustomRole"],
      ...["jobs", "cancelJob", "retryJob", "deletePerson", "keepPerson"],
      ...["anyMessages", "anyMessage", "changeMessages", "changeFoundMessages", "openMessages"],
      ...["retention", "tryRetention", "setRetention"],
    ],
    person: { atOnce: 300, perSecond: 20 },
    address: { atOnce: 1_000, perSecond: 100 },
  },
  export: {
    operations: [
      ...[
        "exportPeople",
        "exportAudit",
        "exportRegistrations",
        "exportInvites",
        "exportReports",
        "exportJobs",
      ],
      ...["exportRooms", "exportMessages", "exportBots", "exportTokens", "exportEmoji"],
      ...["exportAddressBans", "exportFilters"],
    ],
    person: { atOnce: 10, perSecond: 0.1 },
    address: { atOnce: 30, perSecond: 0.25 },
  },
  image: {
    operations: ["emojiImage", "picture"],
    // A page that shows all emoji of a server asks for each of them once.
    person: { atOnce: 6_000, perSecond: 200 },
    address: { atOnce: 20_000, perSecond: 2_000 },
  },
  account: {
    operations: [
      ...["signOut", "session", "publicKeys", "token", "registration", "inviteInfo"],
      ...["listSessions", "revokeSession", "revokeOtherSessions", "secondFactor"],
      ...["passkeyQuestion", "passkeys", "renamePasskey", "signInWays", "providerLink"],
      ...["dataExport", "cancelData", "dataArchive", "deletionTerms"],
    ],
    person: null,
    address: { atOnce: 2_000, perSecond: 200 },
  },
  /** `AUTH_ATTEMPTS_PER_MINUTE` counts them, by address and account. */
  attempt: {
    operations: [
      ...["signUp", "signInByUsername", "signInByEmail", "requestPasswordReset"],
      ...[
        "resetPassword",
        "requestUnlock",
        "unlock",
        "confirmEmail",
        "changePassword",
        "changeEmail",
        "requestConfirmation",
      ],
      ...["changeUsername", "handOnServer"],
      ...["signInWithCode", "beginSecondFactor", "confirmSecondFactor", "makeRecoveryCodes"],
      ...["switchOffSecondFactor", "signInWithPasskey", "beginPasskey", "confirmPasskey"],
      ...["removePasskey", "goToProvider", "comeFromProvider", "linkProvider", "unlinkProvider"],
      ...["askForData", "dataLink", "deleteAccount"],
    ],
    person: null,
    address: null,
  },
  connect: {
    operations: ["connect"],
    person: { atOnce: 500, perSecond: 50 },
    address: { atOnce: 5_000, perSecond: 500 },
  },
} as const satisfies Record<string, Rate>;
export type RateName = keyof typeof rates;

/** What each operation counts as. Throws where one counts as nothing, or as two things. */
export function namesOfRates(): ReadonlyMap<Operation, RateName> {
  const names = new Map<Operation, RateName>();
  for (const [name, { operations }] of Object.entries(rates) as [RateName, Rate][]) {
    for (const operation of operations) {
      if (names.has(operation)) throw new Error(`"${operation}" has two rates in rates.ts`);
      names.set(operation, name);
    }
  }
  const missing = Object.keys(rights).filter((operation) => !names.has(operation as Operation));
  if (missing.length > 0) throw new Error(`rates.ts has no rate of: ${missing.join(", ")}`);
  return names;
}
