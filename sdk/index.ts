/** The client library of Roost, for browsers and Node 24. */

export {
  Accounts,
  type AccountsOptions,
  type Credentials,
  type Session,
  type SignUp,
} from "./accounts.ts";
export type { Api } from "./api.ts";
export { type Clock, systemClock, type Timer } from "./clock.ts";
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
export type { PendingMessage, PendingStorage } from "./pending.ts";
export type {
  LoadStatus,
  MemberList,
  MemberListView,
  MemberView,
  RoomView,
  Timeline,
  TimelineView,
} from "./replica/views.ts";
export { Roost, type RoostEvents, type RoostOptions } from "./roost.ts";
