import { randomUUID } from "node:crypto";
import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import { newPerson } from "../accounts/testing.ts";
import type { Others } from "./rights-cases.ts";

/** How somebody signs in who asks. */
interface Login {
  username: string;
  password: string;
}

/** What goes with a request, beside what its address says. */
export const inputs: Partial<Record<Operation, (others: Others, me: Login | null) => object>> = {
  signUp: () => newPerson(),
  signInByUsername: (_others, me) => me ?? { username: "nobody", password: "wrong" },
  signInByEmail: (_others, me) => ({
    email: `${me?.username}@example.org`,
    password: me?.password ?? "wrong",
  }),
  signInWithCode: () => ({ challenge: "nothing", code: "000000" }),
  passkeyQuestion: () => ({}),
  signInWithPasskey: () => ({
    passkey: {
      ...{ id: "AA", rawId: "AA", type: "public-key" },
      response: { clientDataJSON: "AA", authenticatorData: "AA", signature: "AA" },
    },
  }),
  beginPasskey: () => ({}),
  goToProvider: () => ({}),
  linkProvider: () => ({}),
  unlinkProvider: () => ({}),
  confirmPasskey: () => ({
    name: "Key",
    passkey: {
      ...{ id: "AA", rawId: "AA", type: "public-key" },
      response: { clientDataJSON: "AA", attestationObject: "AA" },
    },
  }),
  deleteAccount: () => ({ currentPassword: "not mine" }),
  deletePerson: () => ({}),
  askForData: () => ({}),
  dataLink: () => ({}),
  renamePasskey: () => ({ id: randomUUID(), name: "Key" }),
  removePasskey: () => ({ id: randomUUID() }),
  requestPasswordReset: (_others, me) => ({ login: me?.username ?? "nobody" }),
  requestUnlock: (_others, me) => ({ login: me?.username ?? "nobody" }),
  resetPassword: () => ({ token: `${randomUUID()}.nothing`, newPassword: "correct horse" }),
  changePassword: (_others, me) => ({
    currentPassword: me?.password ?? "wrong",
    newPassword: me?.password ?? "correct horse",
  }),
  changeEmail: (_others, me) => ({
    newEmail: `new-${randomUUID()}@example.org`,
    currentPassword: me?.password ?? "wrong",
  }),
  changeUsername: (_others, me) => ({
    newUsername: `new-${randomUUID().slice(0, 8)}`,
    currentPassword: me?.password ?? "wrong",
  }),
  beginSecondFactor: (_others, me) => ({ currentPassword: me?.password ?? "wrong" }),
  confirmSecondFactor: () => ({ code: "no code" }),
  makeRecoveryCodes: (_others, me) => ({
    currentPassword: me?.password ?? "wrong",
    code: "000000",
  }),
  switchOffSecondFactor: (_others, me) => ({
    currentPassword: me?.password ?? "wrong",
    code: "000000",
  }),
  unlock: () => ({ token: `${randomUUID()}.nothing` }),
  confirmEmail: () => ({ token: `${randomUUID()}.nothing` }),
  revokeSession: () => ({ id: randomUUID() }),
  createApiToken: () => ({ name: "Script", scopes: ["read"] }),
  setPresence: () => ({ doNotDisturbUntil: null }),
  setProfile: () => ({ pronouns: "they/them" }),
  schedule: () => ({
    clientMessageId: randomUUID(),
    body: "Later",
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  }),
  editScheduled: () => ({ body: "Another" }),
  setSetting: () => ({ value: false }),
  createRoom: () => ({ name: "Room", kind: "private" }),
  updateRoom: () => ({ name: "New" }),
  markRead: () => ({ number: 1 }),
  markUnread: () => ({ number: 1 }),
  markThreadRead: () => ({ number: 1 }),
  putInSection: () => ({ section: "favourites" }),
  setSection: () => ({ name: "Work" }),
  sortSection: () => ({ sort: "name" }),
  arrangeList: () => ({ unreadFirst: true }),
  setDraft: () => ({ body: "Half a thought" }),
  invite: (others) => ({ userIds: [others.outsider] }),
  openDirect: (others) => ({ userIds: [others.author] }),
  hideDirect: () => ({ number: 1 }),
  setRole: () => ({ role: "moderator" }),
  post: () => ({ clientMessageId: randomUUID(), body: "Hello" }),
  editMessage: () => ({ body: "New" }),
  report: () => ({ reason: "spam" }),
  resolveReport: () => ({ resolution: "dismissed" }),
  makeRoom: () => ({ name: "Room", kind: "private" }),
  changeRoom: () => ({ name: "New" }),
  addMembers: (others) => ({ userIds: [others.outsider] }),
  // The only owner of a room remains one.
  setAnyRole: () => ({ role: "owner" }),
  tryRetention: () => ({ days: 30 }),
  setRetention: () => ({ days: 0 }),
  changeMessages: () => ({ change: "delete", messageIds: [`${randomUUID()}.1`] }),
  changeFoundMessages: () => ({ change: "restore", authorId: randomUUID() }),
  openMessages: () => ({ roomId: randomUUID(), reason: "A court asks" }),
  createPerson: () => {
    const { username, name, email } = newPerson();
    return { username, displayName: name, email, role: "guest" };
  },
  changePeople: () => ({ change: "unsuspend", userIds: [randomUUID()] }),
  revokeTokens: () => ({ tokenIds: [randomUUID()] }),
  setServerRole: () => ({ role: "guest" }),
  createCustomRole: () => ({ name: randomUUID(), base: "guest", permissions: [] }),
  changeCustomRole: () => ({ name: randomUUID() }),
  suspend: () => ({ reason: "For a while" }),
  silence: () => ({ reason: "For a while" }),
  warn: () => ({ reason: "Not like this" }),
  setServerSettings: () => ({ isSetUp: true }),
  createBot: () => ({ username: `bot-${randomUUID().slice(0, 8)}`, displayName: "Bot" }),
  changeBot: () => ({ displayName: "Bot" }),
  createBotToken: () => ({ name: "Production", scopes: ["read"] }),
  createInvite: () => ({ maxUses: 1 }),
  refuseRegistration: () => ({ reason: "Not now" }),
  handOnServer: (_others, me) => ({
    userId: randomUUID(),
    currentPassword: me?.password ?? "wrong",
  }),
};
export const queries: Partial<Record<Operation, string>> = {
  changes: "?since=0",
  overviewSamples: "?per=minute",
  dataArchive: "?link=nothing",
  myChanges: "?since=0",
};

/** What there is not for whoever asks, and what they are told. */
export const missing: Partial<Record<Operation, ErrorCode>> = {
  requestPasswordReset: "mail.off",
  requestUnlock: "mail.off",
  requestConfirmation: "mail.off",
  resetPassword: "auth.link_invalid",
  unlock: "auth.link_invalid",
  confirmEmail: "auth.link_invalid",
  signInWithCode: "auth.challenge_over",
  // Not asked for by a page of the server.
  passkeyQuestion: "auth.origin_forbidden",
  signInWithPasskey: "auth.origin_forbidden",
  beginPasskey: "auth.origin_forbidden",
  confirmPasskey: "auth.origin_forbidden",
  goToProvider: "provider.off",
  comeFromProvider: "provider.off",
  providerLink: "provider.off",
  linkProvider: "provider.off",
  unlinkProvider: "provider.off",
  renamePasskey: "passkey.not_found",
  removePasskey: "passkey.not_found",
  dataLink: "data.not_ready",
  deleteAccount: "auth.invalid_credentials",
  dataArchive: "auth.link_invalid",
  openMessages: "room.not_found",
  anyMessage: "message.not_found",
  cancelJob: "job.not_found",
  retryJob: "job.not_found",
  confirmSecondFactor: "auth.code_invalid",
  makeRecoveryCodes: "auth.second_factor_off",
  switchOffSecondFactor: "auth.second_factor_off",
  revokeApiToken: "token.not_found",
  revokeToken: "token.not_found",
  acknowledgeWarning: "warning.not_found",
  botTokens: "bot.not_found",
  changeBot: "bot.not_found",
  setBotPicture: "bot.not_found",
  removeBotPicture: "bot.not_found",
  deleteBot: "bot.not_found",
  createBotToken: "bot.not_found",
  revokeBotToken: "bot.not_found",
  editScheduled: "scheduled.not_found",
  resetSecondFactor: "auth.second_factor_off",
  handOnServer: "user.not_found",
  resolveReport: "report.not_found",
  revokeInvite: "invite.not_found",
  changeCustomRole: "role.not_found",
  deleteCustomRole: "role.not_found",
  picture: "picture.not_found",
  approveRegistration: "registration.not_found",
  refuseRegistration: "registration.not_found",
};
