import type { Message } from "@roost/protocol/message.ts";
import type { Clock } from "./clock.ts";
import type { ConnectionStatus } from "./connection/status.ts";
import type { DraftStorage } from "./drafts.ts";
import type { RoomView } from "./replica/views.ts";
import type { PendingStorage } from "./sending/pending.ts";

export interface RoostOptions {
  /** `http(s)://host[:port]` of the server. */
  url: string;
  /** An API token; or what gets a fresh signed one, called when none is cached that stays valid for a while. */
  token: string | (() => Promise<string>);
  /** Whom this client acts for. Default: whom the unsent messages, or else the first token, name. */
  userId?: string;
  /** Default: memory, so that unsent messages end with the process. */
  storage?: PendingStorage;
  /** Where drafts outlive the process until the server has them. Default: memory. */
  draftStorage?: DraftStorage;
  /**
   * Whether this client says by `markRead` what it has shown. Then what it sends is read up to what was
   * marked when it was written. Default: false, as for bots, and what it sends is read up to itself.
   */
  marksRead?: boolean;
  /** What those are called whose accounts were deleted. Default: as the server calls them. */
  deletedName?: () => string;
  clock?: Clock;
  random?: () => number;
  WebSocket?: typeof WebSocket;
  fetch?: typeof fetch;
}

/** What `on()` tells, by name. */
export interface RoostEvents {
  /**
   * Each message that is new since the first snapshot, in any room of mine, exactly once and in order per
   * room; also those that came while cut off, unless that was so long that the server sent the present
   * state of the room instead of what happened in between: then `reset` tells that.
   */
  message: (message: Message, room: RoomView) => void;
  joined: (room: RoomView) => void;
  left: (roomId: string) => void;
  /** Messages up to the room's `lastNumber` may not have been told; `api.messages()` has them. */
  reset: (room: RoomView) => void;
  status: (status: ConnectionStatus) => void;
}
