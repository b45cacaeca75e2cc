import type { ConnectionStatus, StopReason } from "./status.ts";

/** What happens to a connection. */
export type ConnectionEvent =
  /** The user of the SDK wants to be connected. */
  | { type: "connect" }
  /** The wait is over, or the network seems to be back: then attempts count from 1 again. */
  | { type: "retry"; isHint?: true }
  /** The socket is open and the hello sent. */
  | { type: "opened" }
  | { type: "welcomed" }
  /** The answer to the hello, a snapshot or what it lacks of my log, is in the replica. */
  | { type: "loaded"; at: number }
  /** The connection, or the attempt, failed. */
  | { type: "lost"; attempt: number; retryAt: number; reason: string }
  /** Another attempt would fail the same way. */
  | { type: "refused"; reason: StopReason; detail: string }
  /** The user of the SDK is done. */
  | { type: "close" };

type State = ConnectionStatus["state"];
type Type = ConnectionEvent["type"];
type StatusIn<S extends State> = Extract<ConnectionStatus, { state: S }>;
type EventOf<T extends Type> = Extract<ConnectionEvent, { type: T }>;
type Cell<S extends State, T extends Type> = (
  status: StatusIn<S>,
  event: EventOf<T>,
) => ConnectionStatus;

/** Every state meets every event; a cell that is missing does not compile. */
type Table = { [S in State]: { [T in Type]: Cell<S, T> } };

const stay = (status: ConnectionStatus): ConnectionStatus => status;
const start = (): ConnectionStatus => ({ state: "connecting", attempt: 1 });
const wait = (_: ConnectionStatus, event: EventOf<"lost">): ConnectionStatus => ({
  state: "waiting",
  attempt: event.attempt,
  retryAt: event.retryAt,
  reason: event.reason,
});
const stop = (_: ConnectionStatus, event: EventOf<"refused">): ConnectionStatus => ({
  state: "stopped",
  reason: event.reason,
  detail: event.detail,
});
const end = (): ConnectionStatus => ({ state: "stopped", reason: "closed", detail: "Closed." });
const tryAgain = (status: StatusIn<"waiting">, event: EventOf<"retry">): ConnectionStatus => ({
  state: "connecting",
  attempt: event.isHint ? 1 : status.attempt,
});

const table: Table = {
  idle: {
    connect: start,
    retry: stay,
    opened: stay,
    welcomed: stay,
    loaded: stay,
    lost: stay,
    refused: stay,
    close: end,
  },
  connecting: {
    connect: stay,
    retry: stay,
    opened: () => ({ state: "authenticating" }),
    welcomed: stay,
    loaded: stay,
    lost: wait,
    refused: stop,
    close: end,
  },
  authenticating: {
    connect: stay,
    retry: stay,
    opened: stay,
    welcomed: () => ({ state: "loading" }),
    loaded: stay,
    lost: wait,
    refused: stop,
    close: end,
  },
  loading: {
    connect: stay,
    retry: stay,
    opened: stay,
    welcomed: stay,
    loaded: (_, event) => ({ state: "live", since: event.at }),
    lost: wait,
    refused: stop,
    close: end,
  },
  live: {
    connect: stay,
    retry: stay,
    opened: stay,
    welcomed: stay,
    loaded: stay,
    lost: wait,
    refused: stop,
    close: end,
  },
  waiting: {
    connect: start,
    retry: tryAgain,
    opened: stay,
    welcomed: stay,
    loaded: stay,
    lost: stay,
    refused: stop,
    close: end,
  },
  stopped: {
    connect: start,
    retry: stay,
    opened: stay,
    welcomed: stay,
    loaded: stay,
    lost: stay,
    refused: stay,
    close: stay,
  },
};

/** The status after an event; the same object where the event changes nothing. */
export function transition(status: ConnectionStatus, event: ConnectionEvent): ConnectionStatus {
  // The table pairs them up; the compiler cannot follow that through two unions at once.
  const cell = table[status.state][event.type] as Cell<State, Type>;
  return cell(status, event);
}
