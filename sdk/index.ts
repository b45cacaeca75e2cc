/** The client library of Roost, for browsers and Node 24. */

export { type Clock, systemClock, type Timer } from "./clock.ts";
export type { ServerHealth } from "./connection/health.ts";
export type { ConnectionStatus, StopReason } from "./connection/status.ts";
export {
  ApiError,
  ConnectionStopped,
  NetworkError,
  SendFailed,
  SessionEnded,
  TextRefused,
} from "./errors.ts";
export type { Observable } from "./observable.ts";
export type {
  LoadStatus,
  MemberList,
  MemberListView,
  MemberView,
  RoomView,
  Timeline,
  TimelineView,
} from "./replica/views.ts";
export {
  Accounts,
  type AccountsOptions,
  type Credentials,
  type Session,
  type SignUp,
} from "./rest/accounts.ts";
export type { Api } from "./rest/api.ts";
export { Roost, type RoostEvents, type RoostOptions } from "./roost.ts";
export type { PendingMessage, PendingStorage } from "./sending/pending.ts";
