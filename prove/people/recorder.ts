import type { DownFrame } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import {
  type DeviceEvent,
  type DeviceHistory,
  digestOf,
  type Move,
  type Post,
  type Rewrite,
  type RowNote,
} from "../history.ts";

/** What all devices write down of the messages that they sent and the requests they made. */
export class Ledger {
  readonly posts = new Map<string, Post>();
  readonly rewrites: Rewrite[] = [];
  readonly moves: Move[] = [];
  /** How often a connection was closed with each code. */
  readonly closes: Record<number, number> = {};

  post(post: Omit<Post, "isOrdered" | "transmissions" | "refusals" | "acknowledgements">): void {
    this.posts.set(post.clientMessageId, {
      ...post,
      isOrdered: true,
      transmissions: 0,
      refusals: 0,
      acknowledgements: [],
    });
  }
}

/** Writes down what one device sends and sees. */
export class Recorder {
  readonly history: DeviceHistory;
  readonly ledger: Ledger;
  #connections = 0;

  constructor(device: string, userId: string, ledger: Ledger) {
    this.history = { device, userId, events: [], replica: null, unanswered: 0 };
    this.ledger = ledger;
  }

  note(event: DeviceEvent): void {
    this.history.events.push(event);
  }

  /** Returns the number of the connection. */
  opened(): number {
    this.#connections += 1;
    this.note({ type: "opened", connection: this.#connections });
    return this.#connections;
  }

  closed(connection: number, code: number): void {
    this.note({ type: "closed", connection, code });
    this.ledger.closes[code] = (this.ledger.closes[code] ?? 0) + 1;
  }

  up(frame: UpFrame): void {
    if (frame.type !== "post") return;
    const post = this.ledger.posts.get(frame.clientMessageId);
    if (post) post.transmissions += 1;
  }

  down(connection: number, frame: DownFrame): void {
    switch (frame.type) {
      case "snapshot":
        for (const room of frame.rooms) this.#room(connection, "snapshot", room);
        break;
      case "joined":
      case "reset":
        this.#room(connection, frame.type, frame.room);
        break;
      case "changes": {
        const { roomId, since, version, messages = [] } = frame;
        const rows = messages.map(rowOf);
        this.#frame(connection, "changes", { roomId, since, version, rows });
        break;
      }
      case "left":
        this.#frame(connection, "left", { roomId: frame.roomId });
        break;
      case "read":
        this.#frame(connection, "read", { roomId: frame.roomId, number: frame.number });
        break;
      case "posted":
        this.ledger.posts.get(frame.clientMessageId)?.acknowledgements.push({
          number: frame.number,
          version: frame.version,
          repeated: frame.repeated ?? false,
        });
        break;
      case "error": {
        const post = this.ledger.posts.get(frame.clientMessageId ?? "");
        if (post && frame.retryAfterMs === undefined) post.refusals += 1;
        break;
      }
    }
  }

  #room(connection: number, kind: "snapshot" | "joined" | "reset", room: MyRoom): void {
    const rows = room.lastMessage ? [rowOf(room.lastMessage)] : [];
    const { id: roomId, version, lastNumber: number } = room;
    this.#frame(connection, kind, { roomId, version, number, rows });
  }

  #frame(
    connection: number,
    kind: Extract<DeviceEvent, { type: "frame" }>["kind"],
    what: { roomId: string; since?: number; version?: number; number?: number; rows?: RowNote[] },
  ): void {
    const blank = { since: 0, version: 0, number: 0, rows: [] };
    this.note({ type: "frame", connection, kind, ...blank, ...what });
  }
}

export function rowOf(message: Message): RowNote {
  const digest = digestOf({
    ...message,
    edited: message.editedAt !== null,
    deleted: message.deletedAt !== null,
  });
  return [message.number, message.version, digest];
}
