import type { ErrorCode } from "./errors.ts";
import { offers } from "./offers.ts";
import { denialBy, type Rule, type Situation } from "./permissions.ts";

/**
 * Who may do what. The server derives its checks and its refusals from here, clients what they offer (`offers.ts`), and a
 * test the matrix of all of it.
 */

/** The operations, by the ids that the routes have in OpenAPI. */
export const rights = {
  signUp: { open: true },
  signInByUsername: { open: true },
  signInByEmail: { open: true },
  signInWithCode: { open: true },
  requestPasswordReset: { open: true },
  resetPassword: { open: true },
  confirmEmail: { open: true },
  registration: { open: true },
  inviteInfo: { open: true },
  signOut: { open: true },
  session: { open: true },
  publicKeys: { open: true },
  listSessions: {},
  revokeSession: {},
  revokeOtherSessions: {},
  changePassword: {},
  changeEmail: { unconfirmed: true },
  requestConfirmation: { unconfirmed: true },
  changeUsername: {},
  secondFactor: {},
  beginSecondFactor: {},
  confirmSecondFactor: {},
  makeRecoveryCodes: {},
  switchOffSecondFactor: {},
  token: {},
  connect: {},
  me: {},
  myChanges: {},
  drafts: {},
  saved: {},
  blocks: {},
  block: {},
  unblock: {},
  myPresence: {},
  setPresence: {},
  setProfile: {},
  settings: {},
  setSetting: {},
  resetSetting: {},
  users: {},
  profile: {},
  emoji: {},
  emojiImage: {},
  addEmoji: offers.addEmoji,
  deleteEmoji: { permission: "manageEmoji" },
  people: { permission: "suspendPeople" },
  setServerRole: { permission: "managePeople", person: "lower" },
  suspend: { permission: "suspendPeople", person: "lower" },
  unsuspend: { permission: "suspendPeople", person: "lower" },
  endSessions: { permission: "suspendPeople", person: "lower" },
  makeResetLink: { permission: "managePeople", person: "lower" },
  handOnServer: { permission: "handOnServer" },
  audit: { permission: "readAudit" },
  serverSettings: { permission: "manageServer" },
  setServerSettings: { permission: "manageServer" },
  invites: { permission: "admitPeople" },
  createInvite: { permission: "admitPeople" },
  revokeInvite: { permission: "admitPeople" },
  registrations: { permission: "admitPeople" },
  approveRegistration: { permission: "admitPeople" },
  refuseRegistration: { permission: "admitPeople" },
  rooms: {},
  findRooms: offers.findRooms,
  createRoom: offers.createRoom,
  getRoom: { room: "known" },
  updateRoom: offers.updateRoom,
  deleteRoom: offers.deleteRoom,
  changes: { room: "mine" },
  markRead: { room: "mine" },
  markUnread: { room: "mine" },
  setDraft: { room: "mine" },
  mute: { room: "mine" },
  unmute: {},
  putInSection: { room: "mine" },
  takeOutOfSection: {},
  setSection: {},
  removeSection: {},
  sortSection: {},
  unsortSection: {},
  arrangeList: {},
  schedule: { room: "mine" },
  scheduled: {},
  editScheduled: {},
  unschedule: {},
  joinRoom: { room: "known" },
  leaveRoom: offers.leaveRoom,
  openDirect: offers.openDirect,
  hideDirect: offers.hideDirect,
  showDirect: { room: "mine", direct: "only" },
  members: { room: "mine" },
  invite: offers.invite,
  setRole: offers.setRole,
  removeMember: offers.removeMember,
  messages: { room: "mine" },
  mentions: {},
  post: { room: "mine" },
  watch: { room: "mine" },
  type: { room: "mine" },
  getMessage: { room: "mine", message: "any" },
  editMessage: offers.editMessage,
  deleteMessage: offers.deleteMessage,
  thread: { room: "mine", message: "any" },
  threads: {},
  followThread: { room: "mine", message: "written" },
  unfollowThread: { room: "mine", message: "written" },
  markThreadRead: { room: "mine", message: "any" },
  history: { room: "mine", message: "written" },
  reactors: { room: "mine", message: "any" },
  pins: { room: "mine" },
  pin: offers.pin,
  unpin: offers.unpin,
  readers: { room: "mine", message: "any" },
  save: { room: "mine", message: "any" },
  unsave: {},
  react: { room: "mine", message: "written" },
  unreact: { room: "mine", message: "written" },
  report: { room: "mine", message: "written" },
  reports: { permission: "handleReports" },
  resolveReport: { permission: "handleReports" },
} as const satisfies Record<string, Rule>;
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
