import type { ErrorFrame, Posted } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import type { Post } from "@roost/protocol/up.ts";
import { Alarm, type Clock } from "../clock.ts";
import { TextRefused } from "../errors.ts";
import type { Person } from "../person.ts";
import { Entry } from "./entry.ts";
import { Kept } from "./kept.ts";
import { Lane } from "./lane.ts";
import type { ForwardSource, PendingMessage, PendingStorage, Standing } from "./pending.ts";
import { Slowed } from "./slowed.ts";
import { randomUuid } from "./uuid.ts";

/** A post that is not answered for this long is sent again. */
const ACK_MS = 15_000;

export interface SendQueueOptions {
  clock: Clock;
  storage?: PendingStorage | undefined;
  /** Sends a frame. Returns its `ref`; null while nothing can be sent. */
  transmit: (frame: Post) => number | null;
  /** My version of a room; null where it is not mine. */
  versionOf: (roomId: string) => number | null;
  /** How far its author has read a room; null where this client does not know that. */
  seenOf: (roomId: string) => number | null;
  /** Whether the server of this connection knows what the message needs: else it waits for another one. */
  canSend: (pending: PendingMessage) => boolean;
  person: Person;
  onChange: (roomId: string) => void;
}

/**
 * My messages on their way to the server.
 *
 * - **Q1** A message keeps its `clientMessageId` for ever.
 * - **Q2** A room has one message under way; the next one follows when that one is stored, or
 *   has failed for good. So messages are stored in the order in which they were written. Rooms
 *   do not wait for each other.
 * - **Q3** Cut off, or not answered in time, a message is sent again under the same id.
 * - **Q4** It is done once the stored message is in the replica, whichever tells first: `posted`,
 *   or the changes that carry the message.
 * - **Q5** Refused with `retryAfterMs`, it is sent again after that time. Refused without, it has
 *   failed, until `retry()`, `discard()` or `takeBack()`, which gives it to be written anew.
 * - **Q6** Every change is in the storage before anything is sent.
 * - **Q7** All are of one person. A storage with messages of another is refused, and left as it is.
 * - **Q8** What is held back is not sent before its time, nor is what was written behind it; until it is sent,
 *   it can be taken back, in any program on its storage, and is never sent then. `sendHeld()` ends the time.
 * - **Q9** Refused since its author sends too much, all rooms wait so long, and then go on one message at a time.
 */
export class SendQueue {
  readonly #options: SendQueueOptions;
  readonly #alarm: Alarm;
  /** By room. The room that sent last comes last. */
  readonly #lanes = new Map<string, Lane>();
  readonly #byId = new Map<string, Entry>();
  readonly #byPending = new WeakMap<PendingMessage, Entry>();
  /** Posted, but not in the replica yet. */
  readonly #posted = new Set<Entry>();
  readonly #kept: Kept;
  readonly #slowed = new Slowed();
  /** Since when Q9 holds, in milliseconds of the clock; null while it does not. */
  readonly slowedSince = this.#slowed.since;
  #isLive = false;
  readonly #views = new Map<string, readonly PendingMessage[]>();

  /** Throws `OtherPerson` (Q7). */
  constructor(options: SendQueueOptions) {
    this.#options = options;
    this.#kept = new Kept(options.storage);
    this.#alarm = new Alarm(options.clock, () => this.pump());
    for (const pending of options.storage?.load() ?? []) {
      if (pending.authorId !== null) options.person.require(pending.authorId);
      // What was on its way when the process ended may be stored or not: Q3 finds out.
      const entry = this.#insert(
        pending.state === "sending" ? { ...pending, state: "queued" } : pending,
      );
      if (pending.heldUntil !== undefined) this.#takeOver(entry);
    }
  }

  /** Throws `TextRefused`. */
  add(roomId: string, text: string, standing: Standing = {}): PendingMessage {
    const { forward } = standing;
    const body = normalizeBody(text);
    const problem = body === "" && forward ? null : checkBody(body);
    if (problem) throw new TextRefused(problem);
    const { replyTo, threadNumber, alsoInRoom = false, holdMs = 0 } = standing;
    const now = this.#options.clock.now();
    const isAside = threadNumber !== undefined && !alsoInRoom;
    // What stands in a thread alone tells nothing of the room.
    const seen = isAside ? null : this.#options.seenOf(roomId);
    const pending: PendingMessage = {
      roomId,
      authorId: this.#options.person.id,
      clientMessageId: randomUuid(),
      body,
      createdAt: new Date(now).toISOString(),
      state: "queued",
      ...(holdMs > 0 && { heldUntil: new Date(now + holdMs).toISOString() }),
      ...(seen === null ? {} : { seen }),
      ...(replyTo !== undefined && { replyTo }),
      ...(threadNumber !== undefined && { threadNumber }),
      ...(threadNumber !== undefined && alsoInRoom && { inRoom: true }),
      ...(forward && { forwarded: copyOf(forward) }),
    };
    const entry = this.#insert(pending);
    this.#changed(entry);
    this.#kept.see(entry);
    this.pump();
    return pending;
  }

  sent(pending: PendingMessage): Promise<Message> {
    const entry = this.#byPending.get(pending) ?? this.#byId.get(pending.clientMessageId);
    if (!entry) return Promise.reject(new Error("This message is not of this client."));
    return entry.outcome();
  }

  retry(clientMessageId: string): void {
    const entry = this.#byId.get(clientMessageId);
    if (entry?.state !== "failed") return;
    this.#move(entry, () => entry.queue(0));
    this.pump();
  }

  discard(clientMessageId: string): void {
    const entry = this.#byId.get(clientMessageId);
    if (!entry) return;
    entry.discard();
    this.#remove(entry);
    this.pump();
  }

  /** Q8: takes a message back that is held. Null where it has been sent, or another program took it back. */
  takeBack(clientMessageId: string): PendingMessage | null {
    const entry = this.#byId.get(clientMessageId);
    if (!entry || (entry.pending.heldUntil === undefined && entry.state !== "failed")) return null;
    const { pending } = entry;
    const isGone = this.#kept.isGone(entry);
    this.discard(clientMessageId);
    return isGone ? null : pending;
  }

  /** Q8: sends at once what is held. For who leaves. */
  sendHeld(): void {
    for (const entry of [...this.#byId.values()]) {
      if (this.#kept.isGone(entry)) this.discard(entry.pending.clientMessageId);
      else this.#move(entry, () => entry.release());
    }
    this.pump();
  }

  /** The same array until it changes. */
  pending(roomId: string): readonly PendingMessage[] {
    const held = this.#views.get(roomId);
    if (held) return held;
    const view = (this.#lanes.get(roomId)?.entries ?? []).map((entry) => entry.pending);
    this.#views.set(roomId, view);
    return view;
  }

  /** The server has said who this is. */
  goLive(): void {
    this.#isLive = true;
    const { id } = this.#options.person;
    for (const entry of this.#byId.values()) {
      // What was taken back is not written again: `pump()` drops it in its time.
      if (id === null || entry.pending.authorId !== null || this.#kept.isGone(entry)) continue;
      this.#move(entry, () => entry.sign(id));
    }
    this.pump();
  }

  /** Sends what can be sent: the first of each room that has none under way. */
  pump(): void {
    if (!this.#isLive) return;
    const now = this.#options.clock.now();
    this.#slowed.check(this.#byId.values(), now);
    for (const [roomId, lane] of [...this.#lanes]) {
      const entry = lane.next;
      if (!entry || this.#slowed.dueAt(entry) > now) continue;
      if (this.#slowed.holds(entry, this.#byId.values())) continue;
      if (!this.#options.canSend(entry.pending)) continue;
      if (this.#kept.isGone(entry)) {
        // Goes on with what is behind it.
        this.discard(entry.pending.clientMessageId);
        return;
      }
      if (!this.#transmit(entry, now)) break;
      lane.start(entry);
      this.#lanes.delete(roomId);
      this.#lanes.set(roomId, lane);
    }
    this.#arm(now);
  }

  /** The connection is gone: nothing that was under way will be answered. */
  cutOff(): void {
    this.#isLive = false;
    this.#alarm.clear();
    for (const entry of this.#byId.values()) {
      if (entry.state === "sending") this.#move(entry, () => entry.queue(0));
    }
  }

  /** The message that was acknowledged; null where it was discarded meanwhile. */
  sentAs(frame: Posted): Message | null {
    return this.#entryOf(frame)?.asPosted(frame) ?? null;
  }

  posted(frame: Posted): void {
    const entry = this.#entryOf(frame);
    if (!entry) return;
    entry.acknowledge(frame);
    this.#posted.add(entry);
    this.progressed(frame.roomId);
    this.pump();
  }

  refused(frame: ErrorFrame): void {
    const entry = this.#refusedEntry(frame);
    if (entry?.state !== "sending") return;
    const { code, detail, retryAfterMs } = frame;
    if (code === "request.rate_limited" && retryAfterMs !== undefined) {
      this.#slowed.begin(this.#options.clock.now(), retryAfterMs);
    }
    this.#move(entry, () => {
      if (retryAfterMs === undefined) entry.fail({ code, detail });
      else entry.queue(this.#options.clock.now() + retryAfterMs);
    });
    this.pump();
  }

  /** Q4: a stored message passed by. Others may carry any client id: the author has to be me. */
  stored(message: Message): void {
    if (message.clientMessageId === null || message.authorId !== this.#options.person.id) return;
    const entry = this.#byId.get(message.clientMessageId);
    if (entry?.pending.roomId !== message.roomId) return;
    entry.finish(message);
    this.#remove(entry);
    this.pump();
  }

  /** Q4: what the replica has passed is in it, also where nobody looked. */
  progressed(roomId: string): void {
    const version = this.#options.versionOf(roomId);
    for (const entry of this.#posted) {
      const { posted } = entry;
      if (posted?.roomId !== roomId || (version !== null && version < posted.version)) continue;
      entry.finish(entry.asPosted(posted));
      this.#remove(entry);
    }
  }

  /** A clock that was set back meanwhile holds nothing longer than its author wanted. */
  #takeOver(entry: Entry): void {
    const { createdAt } = entry.pending;
    const holdMs = entry.dueAt - Date.parse(createdAt);
    entry.dueAt = Math.min(entry.dueAt, this.#options.clock.now() + holdMs);
    this.#kept.see(entry);
  }

  #transmit(entry: Entry, now: number): boolean {
    const { roomId, clientMessageId, body, seen, replyTo, threadNumber, inRoom } = entry.pending;
    const { forwarded } = entry.pending;
    // What was read meanwhile, messages of mine before this one included, is read anyhow.
    const read = seen === undefined ? {} : { seen: this.#seenBy(roomId, seen) };
    const reply = replyTo === undefined ? {} : { replyTo };
    const thread = threadNumber === undefined ? {} : { threadNumber };
    const also = inRoom === undefined ? {} : { alsoInRoom: inRoom };
    const source = forwarded === undefined ? {} : { forward: forwarded.of };
    const beside = { ...reply, ...thread, ...also, ...source };
    const post = { roomId, clientMessageId, body, ...read, ...beside };
    const ref = this.#options.transmit({ type: "post", ...post });
    if (ref === null) return false;
    this.#move(entry, () => entry.send(ref, now + ACK_MS));
    return true;
  }

  #seenBy(roomId: string, written: number): number {
    return Math.max(written, this.#options.seenOf(roomId) ?? 0);
  }

  #entryOf({ clientMessageId, roomId }: Posted): Entry | undefined {
    const entry = this.#byId.get(clientMessageId);
    return entry?.pending.roomId === roomId ? entry : undefined;
  }

  /** What is said of an earlier copy does not count: the last one is still under way. */
  #refusedEntry({ clientMessageId, ref }: ErrorFrame): Entry | undefined {
    if (ref !== undefined) return [...this.#byId.values()].find((entry) => entry.ref === ref);
    return clientMessageId === undefined ? undefined : this.#byId.get(clientMessageId);
  }

  #insert(pending: PendingMessage): Entry {
    const entry = new Entry(pending);
    const lane = this.#lanes.get(pending.roomId) ?? new Lane();
    lane.entries.push(entry);
    this.#lanes.set(pending.roomId, lane);
    this.#byId.set(pending.clientMessageId, entry);
    this.#byPending.set(pending, entry);
    return entry;
  }

  #move(entry: Entry, change: () => void): void {
    const before = entry.pending;
    change();
    if (entry.pending === before) return;
    this.#byPending.set(entry.pending, entry);
    this.#changed(entry);
  }

  #remove(entry: Entry): void {
    const { roomId, clientMessageId } = entry.pending;
    const lane = this.#lanes.get(roomId);
    lane?.remove(entry);
    if (lane?.entries.length === 0) this.#lanes.delete(roomId);
    this.#byId.delete(clientMessageId);
    this.#posted.delete(entry);
    this.#changed(entry);
  }

  /** Q6. */
  #changed(entry: Entry): void {
    const { roomId } = entry.pending;
    this.#views.delete(roomId);
    this.#options.storage?.save([...this.#byId.values()].map((one) => one.pending));
    this.#options.onChange(roomId);
  }

  #arm(now: number): void {
    let next = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes.values()) {
      const dueAt = lane.next ? this.#slowed.dueAt(lane.next) : now;
      // What is due but could not be sent waits for the connection, not for the alarm.
      if (dueAt > now) next = Math.min(next, dueAt);
    }
    if (next === Number.POSITIVE_INFINITY) this.#alarm.clear();
    else this.#alarm.set(next);
  }
}

/** What the server will make of it, as far as this client knows. */
function copyOf({ roomId, number, authorId, createdAt, body, forwarded }: ForwardSource) {
  const of = { roomId, number };
  if (forwarded && body === "") return { ...forwarded, of };
  return { source: of, authorId: authorId ?? "", createdAt, body, of };
}
