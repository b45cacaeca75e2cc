import type { DownFrame } from "@roost/protocol/down.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import type { Standing } from "@roost/sdk";
import {
  type Api,
  type ConnectionStatus,
  type PendingMessage,
  type RoomView,
  Roost,
  SendFailed,
} from "@roost/sdk";
import type { Link } from "@roost/stage/link.ts";
import type { Random } from "@roost/stage/random.ts";
import { quoteDigestOf, textOf } from "../digest.ts";
import type { Post, ReplicaRoom } from "../history.ts";
import type { Device, HeldRoom } from "./device.ts";
import { type Recorder, rowOf } from "./recorder.ts";
import { WrongClock } from "./wrong-clock.ts";

export interface SdkDeviceOptions {
  name: string;
  userId: string;
  token: string;
  link: Link;
  recorder: Recorder;
  random: Random;
}

/** A device that runs the client library, as the web client does. */
export class SdkDevice implements Device {
  readonly name: string;
  readonly userId: string;
  readonly link: Link;
  readonly clock = new WrongClock();
  readonly #options: SdkDeviceOptions;
  readonly #recorder: Recorder;
  readonly #WebSocket: typeof WebSocket;
  #roost: Roost;
  #socket: WebSocket | null = null;
  #unsent: PendingMessage[] = [];
  /** Of another person, who has signed in where this device gets its tokens. */
  #foreignToken: string | null = null;
  /** The rooms that this run of the program has. */
  readonly #held = new Set<string>();
  #lookAway = () => {};

  constructor(options: SdkDeviceOptions) {
    this.#options = options;
    this.#recorder = options.recorder;
    this.name = options.name;
    this.userId = options.userId;
    this.link = options.link;
    this.#WebSocket = this.#tappedWebSocket();
    this.#roost = this.#open();
  }

  get api(): Api {
    return this.#roost.api;
  }

  get state(): ConnectionStatus["state"] {
    return this.#roost.status.get().state;
  }

  async start(): Promise<void> {
    await this.#roost.connect();
    for (const room of this.#roost.rooms.get()) void this.#roost.timeline(room.id).loadNewest();
  }

  rooms(): HeldRoom[] {
    return this.#roost.rooms.get().map((room) => {
      const { id, kind, userIds = [], role, archivedAt, lastNumber } = room;
      return { id, kind, userIds, role, isArchived: archivedAt !== undefined, lastNumber };
    });
  }

  post(roomId: string, body: string, standing: Standing = {}): string {
    const roost = this.#roost;
    const pending = roost.send(roomId, body, standing);
    void roost.sent(pending).catch((error: unknown) => {
      if (!(error instanceof SendFailed)) throw error;
      // Who was taken out of the room meanwhile gives up, as people do.
      if (roost === this.#roost) roost.discard(pending.clientMessageId);
    });
    return pending.clientMessageId;
  }

  repeat(post: Post): void {
    // The library keeps an order and has to know the text: what it has not sent is not repeated.
    const { roomId, clientMessageId, body, replyTo, threadNumber, inRoom, forward } = post;
    const { device, transmissions, acknowledgements } = post;
    const isKnown = acknowledgements.length > 0 || (device === this.name && transmissions > 0);
    if (!isKnown || this.#roost.status.get().state !== "live") return;
    const standing = { replyTo, threadNumber, alsoInRoom: inRoom, forward };
    this.#socket?.send(
      JSON.stringify({ type: "post", roomId, clientMessageId, body, ...standing }),
    );
  }

  markRead(roomId: string, number: number): void {
    this.#roost.markRead(roomId, number);
  }

  look(roomId: string, userId: string, root: number): void {
    const timeline = this.#roost.timeline(roomId);
    if (timeline.get().status === "ready") void timeline.loadOlder();
    else void timeline.loadNewest();
    void this.#roost.members(roomId).load();
    this.#lookAway();
    const { signals } = this.#roost;
    const told = [signals.typing(roomId), signals.typing(roomId, root), signals.presence(userId)];
    const ends = told.map((one) => one.subscribe(() => {}));
    this.#lookAway = () => {
      for (const end of ends) end();
    };
  }

  type(roomId: string, root?: number): void {
    this.#roost.signals.tellTyping(roomId, root);
  }

  restart(): void {
    this.#roost.close();
    this.#recorder.note({ type: "restarted" });
    this.#held.clear();
    this.#roost = this.#open();
    // Ended again before it had connected.
    void this.start().catch(() => {});
  }

  /** The program begins again where another person has signed in meanwhile. */
  restartAsOther(token: string): void {
    this.#foreignToken = token;
    this.restart();
  }

  /** Its own person is signed in again. */
  signInAgain(): void {
    this.#foreignToken = null;
    // Cut off again before it had connected.
    void this.start().catch(() => {});
  }

  unanswered(): number {
    return this.#unsent.filter(({ state }) => state !== "failed").length;
  }

  replica(): ReplicaRoom[] | null {
    if (this.#roost.status.get().state !== "live") return null;
    return this.#roost.rooms.get().map((room) => this.#replicaOf(room));
  }

  own(): Record<string, string> {
    const { drafts, saved, blocked, scheduled, threads, list } = this.#roost;
    return Object.fromEntries([
      ...[...drafts.all.get()].map(([roomId, body]) => [`draft ${roomId}`, body]),
      ...[...saved.get()].map(([id, row]) => [`saved ${id}`, textOf(row)]),
      ...[...list.muted.get()].map(([id, row]) => [`muted ${id}`, textOf(row)]),
      ...[...list.filed.get()].map(([id, row]) => [`filed ${id}`, textOf(row)]),
      ...[...scheduled.all.get()].map(([id, row]) => [`scheduled ${id}`, textOf(row)]),
      ...[...blocked.get()].map(([id, row]) => [`block ${id}`, textOf(row)]),
      ...[...threads.mine.get()].map(([id, row]) => [`thread ${id}`, textOf(row)]),
    ]);
  }

  emoji(): Record<string, string> {
    const all = this.#roost.emoji.all.get();
    return Object.fromEntries([...all].map(([name, { image }]) => [name, image]));
  }

  async close(): Promise<void> {
    this.#roost.close();
    await this.link.close();
  }

  #open(): Roost {
    const { link, token, random } = this.#options;
    // What a closed one still hears is of a program that has ended.
    const isPresent = () => roost === this.#roost;
    const roost: Roost = new Roost({
      url: `http://127.0.0.1:${link.port}`,
      token: async () => this.#foreignToken ?? token,
      userId: this.userId,
      marksRead: true,
      clock: this.clock,
      random: () => random.next(),
      WebSocket: this.#WebSocket,
      storage: {
        load: () => this.#unsent,
        // Called before anything is sent, so that the ledger knows each message by then.
        save: (unsent) => {
          if (!isPresent()) return;
          for (const pending of unsent) this.#write(pending);
          this.#unsent = [...unsent];
        },
      },
    });
    const enterAll = () => {
      if (isPresent()) for (const room of roost.rooms.get()) this.#enter(room);
    };
    roost.on("status", ({ state }) => {
      if (state === "live") enterAll();
    });
    // No event tells of a room that an answer over HTTP brings before the first snapshot; what is
    // said in it from then on is told all the same.
    roost.rooms.subscribe(enterAll);
    roost.on("joined", (room) => {
      if (!isPresent()) return;
      this.#enter(room);
      void roost.timeline(room.id).loadNewest();
    });
    roost.on("left", (roomId) => {
      if (!isPresent()) return;
      this.#held.delete(roomId);
      this.#recorder.note({ type: "gone", roomId });
    });
    roost.on("message", ({ roomId, number, clientMessageId }) => {
      if (isPresent()) this.#recorder.note({ type: "told", roomId, number, clientMessageId });
    });
    return roost;
  }

  /** At the first sight of a room. */
  #enter({ id: roomId, lastNumber }: RoomView): void {
    if (this.#held.has(roomId)) return;
    this.#held.add(roomId);
    this.#recorder.note({ type: "entered", roomId, lastNumber });
  }

  #write(pending: PendingMessage): void {
    const { clientMessageId, roomId, body, replyTo, threadNumber, inRoom } = pending;
    const { ledger } = this.#recorder;
    if (ledger.posts.has(clientMessageId)) return;
    const [authorId, device] = [this.userId, this.name];
    const standing = { replyTo, threadNumber, inRoom, forward: pending.forwarded?.of };
    ledger.post({ clientMessageId, roomId, authorId, device, body, ...standing });
  }

  #replicaOf(room: RoomView): ReplicaRoom {
    const { status, messages, reactions, quoted } = this.#roost.timeline(room.id).get();
    const list = this.#roost.members(room.id).get();
    const from = messages[0]?.number ?? room.lastNumber + 1;
    const { id: roomId, version, name, topic, role, lastNumber, memberCount } = room;
    const { readNumber, unread, mentions, lastMessage } = room;
    return {
      roomId,
      version,
      name,
      topic,
      isArchived: room.archivedAt !== undefined,
      announcement: room.announcement ?? false,
      slowSeconds: room.slowSeconds ?? 0,
      isBlocked: room.blocked ?? false,
      role,
      lastNumber,
      memberCount,
      readNumber,
      unread,
      isHidden: room.hidden,
      pending: room.pendingCount,
      mentions,
      last: lastMessage && rowOf(lastMessage),
      window: status === "ready" ? { from, rows: messages.map(rowOf), isMain: true } : null,
      threads: Object.fromEntries(
        [...this.#roost.threads.of(roomId).get()].map(([number, thread]) => [
          number,
          [thread.version, thread.count, thread.lastNumber],
        ]),
      ),
      reactions: Object.fromEntries(
        [...reactions].flatMap(([number, views]) =>
          views.map(({ emoji, count, mine }) => [`${number} ${emoji}`, [count, mine]]),
        ),
      ),
      quotes: Object.fromEntries(
        messages.flatMap(({ replyTo, deletedAt }) => {
          if (replyTo === undefined || deletedAt !== null) return [];
          const quote = quoted.get(replyTo);
          return [[replyTo, quote ? quoteDigestOf(quote) : Number.NaN]];
        }),
      ),
      members:
        list.status === "ready" && !list.hasMore
          ? Object.fromEntries(list.members.map((member) => [member.userId, member.role]))
          : null,
    };
  }

  /** The library's own sockets, with somebody who listens. */
  #tappedWebSocket(): typeof WebSocket {
    const recorder = this.#recorder;
    const opened = (socket: WebSocket) => {
      this.#socket = socket;
    };
    return class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        const connection = recorder.opened();
        opened(this);
        this.addEventListener("message", ({ data }) => {
          recorder.down(connection, JSON.parse(String(data)) as DownFrame);
        });
        this.addEventListener("close", ({ code }) => recorder.closed(connection, code));
      }

      override send(data: string): void {
        recorder.up(JSON.parse(data) as UpFrame);
        super.send(data);
      }
    };
  }
}
