import type { Message } from "@roost/protocol/message.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import type { Credentials } from "./accounts.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { ConnectionStatus } from "./connection/status.ts";
import type { Observable } from "./observable.ts";
import type { PendingMessage, PendingStorage } from "./pending.ts";
import type { MemberList, RoomView, Timeline } from "./replica/views.ts";

export interface RoostOptions {
  /** `http(s)://host[:port]` of the server. */
  url: string;
  /** Gets a fresh signed token. Called when none is cached that stays valid for a while. */
  token: () => Promise<string>;
  /** Default: memory, so that unsent messages end with the process. */
  storage?: PendingStorage;
  clock?: Clock;
  random?: () => number;
  WebSocket?: typeof WebSocket;
  fetch?: typeof fetch;
}

/** What `on()` tells, by name. */
export interface RoostEvents {
  message: (message: Message, room: RoomView) => void;
  joined: (room: RoomView) => void;
  left: (roomId: string) => void;
  status: (status: ConnectionStatus) => void;
}

/** A client of one server for one person. */
export class Roost {
  /**
   * Signs in and returns a client (not connected yet) whose tokens renew themselves. For bots.
   * Throws `ApiError` with `auth.invalid_credentials`, or `NetworkError`.
   */
  static signIn(
    _url: string,
    _credentials: Credentials,
    _options?: Omit<RoostOptions, "url" | "token">,
  ): Promise<Roost> {
    return notYet();
  }

  /** The REST API. Rows that it returns are in the replica before the promise resolves. */
  declare readonly api: Api;
  declare readonly status: Observable<ConnectionStatus>;
  /** Null until the first welcome. */
  declare readonly me: Observable<Me | null>;
  /** My rooms, the one with the newest message first. */
  declare readonly rooms: Observable<readonly RoomView[]>;

  constructor(_options: RoostOptions) {
    notYet();
  }

  /** A room of mine; null while I am not in it. The same object each time. */
  room(_roomId: string): Observable<RoomView | null> {
    return notYet();
  }
  /** A person whom anything that came so far mentions. */
  user(_userId: string): User | undefined {
    return notYet();
  }
  /** The same object each time for a room. */
  timeline(_roomId: string): Timeline {
    return notYet();
  }
  /** The same object each time for a room. */
  members(_roomId: string): MemberList {
    return notYet();
  }

  /** Connects and stays connected. Resolves when live; rejects with `ConnectionStopped`. */
  connect(): Promise<void> {
    return notYet();
  }
  /** Ends the connection. No timer or socket is left, so a Node process can exit. */
  close(): void {
    notYet();
  }

  /**
   * Queues a message and returns at once; it is sent when it can be. Throws `TextRefused` for a
   * body that no server would take.
   */
  send(_roomId: string, _body: string): PendingMessage {
    return notYet();
  }
  /** Resolves when the message is stored and in the replica; rejects with `SendFailed`. */
  sent(_pending: PendingMessage): Promise<Message> {
    return notYet();
  }
  /** Sends a failed message again, under its own id. */
  retry(_clientMessageId: string): void {
    notYet();
  }
  /** Gives up an unacknowledged message. One that is on its way may still be stored. */
  discard(_clientMessageId: string): void {
    notYet();
  }

  /** I have read up to this message. Counts here at once, and on the server once connected. */
  markRead(_roomId: string, _number: number): void {
    notYet();
  }

  /**
   * Calls the listener for each event; returns the function that ends that.
   *
   * `message`: each message that is new since the first snapshot, in any room of mine, exactly
   * once and in order per room; also those that came while cut off.
   */
  on<E extends keyof RoostEvents>(_event: E, _listener: RoostEvents[E]): () => void {
    return notYet();
  }
}

function notYet(): never {
  throw new Error("This part of the SDK is not written yet.");
}
