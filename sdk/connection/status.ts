/** Where the connection stands. Each state holds only what belongs to it. */
export type ConnectionStatus =
  /** `connect()` was not called yet. */
  | { state: "idle" }
  /** Getting a token and opening the socket. `attempt` counts from 1 since the last success. */
  | { state: "connecting"; attempt: number }
  /** The socket is open and the hello sent. */
  | { state: "authenticating" }
  /** Welcomed; the answer to the hello is on its way. */
  | { state: "loading" }
  /** Everything arrives as it happens. `since` is in milliseconds since 1970. */
  | { state: "live"; since: number }
  /** Cut off; the next attempt is at `retryAt` (milliseconds since 1970). */
  | { state: "waiting"; attempt: number; retryAt: number; reason: string }
  /** Not coming back by itself. `connect()` starts again. */
  | { state: "stopped"; reason: StopReason; detail: string };

export type StopReason =
  | "closed"
  | "session-ended"
  /** Somebody else has signed in where this client gets its tokens. */
  | "other-person"
  | "unsupported-protocol"
  | "forbidden";
