/** The client library of Roost, for browsers and Node 24. */

export type { Arrangement } from "./arrangement.ts";
export { type Clock, systemClock, type Timer } from "./clock.ts";
export type { ServerHealth } from "./connection/health.ts";
export type { ConnectionStatus, StopReason } from "./connection/status.ts";
export { type DraftStorage, draftIn, type HeldDraft } from "./drafts.ts";
export type { ServerEmoji } from "./emoji.ts";
export {
  ApiError,
  ConnectionStopped,
  NetworkError,
  OtherPerson,
  SendFailed,
  SessionEnded,
  TextRefused,
} from "./errors.ts";
export type { Observable } from "./observable.ts";
export type { RoostEvents, RoostOptions } from "./options.ts";
export type { OwnView } from "./replica/own-rows.ts";
export type { ThreadsView } from "./replica/thread-rows.ts";
export type {
  LoadStatus,
  MemberList,
  MemberListView,
  MemberView,
  PinList,
  PinListView,
  ReactionView,
  RoomView,
  Timeline,
  TimelinePart,
  TimelineView,
} from "./replica/views.ts";
export {
  Accounts,
  type AccountsOptions,
  type CodeStep,
  type Credentials,
  type CurrentPerson,
  type PasskeyStep,
  type Session,
  type SignUp,
} from "./rest/accounts.ts";
export type { Api } from "./rest/api.ts";
export { Roost } from "./roost.ts";
export type { PendingMessage, PendingStorage, Standing } from "./sending/pending.ts";
export type { Threads } from "./threads.ts";
