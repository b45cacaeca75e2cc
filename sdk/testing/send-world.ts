import type { Message } from "@roost/protocol/message.ts";
import type { Post } from "@roost/protocol/up.ts";
import { Person } from "../person.ts";
import type { PendingMessage, PendingStorage } from "../sending/pending.ts";
import { SendQueue } from "../sending/queue.ts";
import { FakeClock } from "./fake-clock.ts";
import { uuid } from "./model.ts";

const ME = uuid(1);
/** Two rooms. */
export const [TEA, RUM] = [uuid(101), uuid(102)];

type Frame = Post & { ref: number };

/** A server that stores posts by their client ids, and a connection to it that can be cut. */
export class SendWorld {
  readonly clock = new FakeClock();
  readonly stored = new Map<string, Message[]>();
  /** What is on its way to the server. */
  wire: Frame[] = [];
  /** What the server would say, if the connection holds. */
  answers: { frame: Frame; message: Message }[] = [];
  readonly saved: PendingMessage[][] = [];
  /** Client ids that another program has taken out of the storage. */
  readonly gone = new Set<string>();
  readonly queue: SendQueue;
  readonly versions = new Map<string, number>();
  /** How far was read, by room, where the client knows that. */
  readonly seen = new Map<string, number>();
  isLive = false;
  /** Frames that may still be sent. */
  budget = Number.POSITIVE_INFINITY;
  #ref = 0;

  constructor(loaded: PendingMessage[] | PendingStorage = []) {
    const storage = Array.isArray(loaded) ? this.#ownStorage(loaded) : loaded;
    this.queue = new SendQueue({
      clock: this.clock,
      storage,
      canSend: () => true,
      transmit: (post) => this.#transmit(post),
      seenOf: (roomId) => this.seen.get(roomId) ?? null,
      versionOf: (roomId) => this.versions.get(roomId) ?? 0,
      person: new Person(ME),
      onChange: () => {},
    });
  }

  #ownStorage(loaded: PendingMessage[]): PendingStorage {
    return {
      load: () => loaded,
      has: (clientMessageId) => !this.gone.has(clientMessageId),
      save: (pending) => void this.saved.push([...pending]),
    };
  }

  #transmit(post: Post): number | null {
    if (!this.isLive || this.budget === 0) return null;
    this.budget -= 1;
    this.#ref += 1;
    this.wire.push({ ...post, ref: this.#ref });
    return this.#ref;
  }

  goLive(): void {
    this.isLive = true;
    this.queue.goLive();
  }

  cut(): void {
    this.isLive = false;
    this.wire = [];
    this.answers = [];
    this.queue.cutOff();
  }

  /** The server takes the next frame and stores it, once. */
  store(): void {
    const frame = this.wire.shift();
    if (!frame) return;
    const messages = this.stored.get(frame.roomId) ?? [];
    this.stored.set(frame.roomId, messages);
    const known = messages.find((one) => one.clientMessageId === frame.clientMessageId);
    const message = known ?? messageOf(frame, messages.length + 1);
    if (!known) messages.push(message);
    this.answers.push({ frame, message });
  }

  acknowledge(): void {
    const answer = this.answers.shift();
    if (answer) this.posted(answer.frame, answer.message);
  }

  posted({ ref, roomId, clientMessageId }: Frame, message: Message): void {
    const { number, version, createdAt } = message;
    const place = { roomId, clientMessageId, number, version, createdAt };
    this.queue.posted({ type: "posted", ref, ...place });
  }

  /** The replica gets the changes of a room. */
  catchUp(roomId: string): void {
    const messages = this.stored.get(roomId) ?? [];
    for (const message of messages) this.queue.stored(message);
    this.versions.set(roomId, messages.at(-1)?.version ?? 0);
    this.queue.progressed(roomId);
  }

  refuse(
    retryAfterMs?: number,
    code: "server.busy" | "room.not_found" | "request.rate_limited" = "server.busy",
  ): void {
    const frame = this.wire.shift();
    if (!frame) return;
    const { ref, clientMessageId } = frame;
    const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
    this.queue.refused({ type: "error", ref, clientMessageId, code, detail: "No.", ...retry });
  }

  states(roomId: string): string[] {
    return this.queue.pending(roomId).map(({ body, state }) => `${body} ${state}`);
  }
}

/** The message that a post becomes. */
export function messageOf(frame: Frame, number: number): Message {
  const { roomId, clientMessageId, body } = frame;
  return {
    id: `${roomId}.${number}`,
    roomId,
    number,
    version: number + 10,
    authorId: ME,
    clientMessageId,
    body,
    system: null,
    createdAt: new Date(number * 1_000).toISOString(),
    editedAt: null,
    deletedAt: null,
  };
}
