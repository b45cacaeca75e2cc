import type { DownFrame } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Place } from "@roost/protocol/person.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import { digestOf } from "../digest.ts";
import type {
  DeviceEvent,
  DeviceHistory,
  DirectOpened,
  EmojiRequest,
  Move,
  OwnRequest,
  Post,
  ReactionRequest,
  Rewrite,
  RoomDeletion,
  RowNote,
  ScheduleRequest,
  UnreadRequest,
} from "../history.ts";

type FrameEvent = Extract<DeviceEvent, { type: "frame" }>;

/** What all devices write down of the messages that they sent and the requests they made. */
export class Ledger {
  readonly posts = new Map<string, Post>();
  readonly rewrites: Rewrite[] = [];
  readonly moves: Move[] = [];
  readonly reactions: ReactionRequest[] = [];
  readonly opens: DirectOpened[] = [];
  readonly owns: OwnRequest[] = [];
  readonly schedules: ScheduleRequest[] = [];
  readonly unreads: UnreadRequest[] = [];
  readonly deletions: RoomDeletion[] = [];
  readonly emoji: EmojiRequest[] = [];
  /** How often a connection was closed with each code. */
  readonly closes: Record<number, number> = {};
  #moments = 0;

  /** One after all before: the order in which this program, in which all devices run, saw things happen. */
  moment(): number {
    this.#moments += 1;
    return this.#moments;
  }

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
  /** Up to where the device was told of its person's own. */
  toldUpTo = 0;
  #connections = 0;

  constructor(device: string, userId: string, ledger: Ledger) {
    const end = { replica: null, own: {}, emoji: {}, unanswered: 0 };
    this.history = { device, userId, events: [], ...end };
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
    if (frame.type === "watch") {
      const { roomIds = [], threadIds = [], userIds = [] } = frame;
      this.note({ type: "watched", placeIds: [...roomIds, ...threadIds], userIds });
    }
    if (frame.type !== "post") return;
    const post = this.ledger.posts.get(frame.clientMessageId);
    if (!post) return;
    post.transmissions += 1;
    post.sentAt ??= this.ledger.moment();
  }

  down(connection: number, frame: DownFrame): void {
    switch (frame.type) {
      case "welcome":
        this.note({ type: "welcomed", connection, userId: frame.me.id });
        break;
      case "snapshot":
        this.#mine(connection, { since: 0, version: frame.version, isWhole: true });
        for (const room of frame.rooms) this.#room(connection, "snapshot", room);
        break;
      case "person":
        this.#mine(connection, { ...frame, isWhole: false });
        for (const place of frame.places ?? []) this.#place(connection, place);
        for (const room of frame.rooms ?? []) this.#room(connection, "joined", room);
        break;
      case "reset":
        this.#room(connection, "reset", frame.room);
        break;
      case "changes": {
        const { roomId, since, version, messages = [] } = frame;
        const rows = messages.map(rowOf);
        const reactions = (frame.reactions ?? []).map((row) => row.version);
        this.#frame(connection, "changes", { roomId, since, version, rows, reactions });
        break;
      }
      case "typing": {
        const { roomId, threadNumber, users } = frame;
        const placeId = threadNumber === undefined ? roomId : `${roomId}.${threadNumber}`;
        this.note({ type: "typing", connection, placeId, userIds: users.map(({ id }) => id) });
        break;
      }
      case "presence":
        this.note({ type: "presence", connection, userIds: frame.people.map((one) => one.userId) });
        break;
      case "posted":
        this.ledger.posts.get(frame.clientMessageId)?.acknowledgements.push({
          number: frame.number,
          version: frame.version,
          repeated: frame.repeated ?? false,
          at: this.ledger.moment(),
        });
        break;
      case "error": {
        const post = this.ledger.posts.get(frame.clientMessageId ?? "");
        if (post && frame.retryAfterMs === undefined) post.refusals += 1;
        break;
      }
    }
  }

  #mine(connection: number, told: { since: number; version: number; isWhole: boolean }): void {
    const { since, version, isWhole } = told;
    this.note({ type: "mine", connection, since, version, isWhole });
    this.toldUpTo = Math.max(this.toldUpTo, version);
  }

  #place(connection: number, place: Place): void {
    const { roomId, version, readNumber, setAt, hiddenAt = null, leftAt } = place;
    const row = { roomId, version, readNumber, setAt, hiddenAt, hasLeft: leftAt !== null };
    this.note({ type: "place", connection, ...row });
  }

  #room(connection: number, kind: "snapshot" | "joined" | "reset", room: MyRoom): void {
    const rows = room.lastMessage ? [rowOf(room.lastMessage)] : [];
    const { id: roomId, version, lastNumber: number } = room;
    this.#frame(connection, kind, { roomId, version, number, rows });
  }

  #frame(
    connection: number,
    kind: FrameEvent["kind"],
    what: Pick<FrameEvent, "roomId"> & Partial<FrameEvent>,
  ): void {
    const blank = { since: 0, version: 0, number: 0, rows: [] };
    this.note({ type: "frame", connection, kind, ...blank, ...what });
  }
}

export function rowOf(message: Message): RowNote {
  const digest = digestOf({
    ...message,
    pinnedBy: message.pinned?.byId,
    edited: message.editedAt !== null,
    deleted: message.deletedAt !== null,
  });
  return [message.number, message.version, digest];
}
