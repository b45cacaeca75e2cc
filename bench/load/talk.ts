import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import type { Member } from "./member.ts";
import { type ScannedPosted, scanClientMessageIds } from "./scan.ts";

/** Somebody who talks, and the rooms that they talk in, in turn. */
export interface Talker {
  member: Member;
  roomIds: readonly string[];
}

export interface TalkStart {
  talkers: readonly Talker[];
  /** What is said, in turn. */
  texts: readonly string[];
  /**
   * Closed: each talker has so many messages on their way, and says the next one when one of them
   * is acknowledged. Open: so many messages a second in all, whatever the server does.
   */
  pace: { inFlight: number } | { perSecond: number };
  /** Also times each message until another member has it; for rooms of two. */
  timesReceipt: boolean;
}

interface Slot {
  talker: Talker;
  ref: number;
  /** When the message was sent, or was due; NaN while nothing is on its way. */
  sentAtMs: number;
  text: string;
  /** Its next message may leave at this time, so that the server's rate limit is not met. */
  nextAtMs: number;
  roomIndex: number;
}

/** A little less than the server takes from a connection. */
const sendsPerSecond = limits.upFramesPerSecond * 0.9;
const sendsBurst = limits.upFramesBurst / 3;
const tickMs = 2;
/** Busy servers are asked again after their own time; this bounds what they may say. */
const longestRetryMs = 5_000;

/** Members who talk, each message timed from its sending to its acknowledgement. */
export class Talk {
  /** Milliseconds from sending to `posted`, while `isCounting`. */
  readonly latenciesMs: number[] = [];
  readonly receiptsMs: number[] = [];
  isCounting = false;
  /** All messages acknowledged, counted or not. */
  posted = 0;
  /** Times that the server asked to try again later. */
  refused = 0;
  /** The newest acknowledged number of each room. */
  readonly heads = new Map<string, { number: number; version: number }>();
  readonly #start: TalkStart;
  readonly #slots: Slot[] = [];
  readonly #slotsOf = new Map<Member, Slot[]>();
  /** When messages that nobody has received yet were sent, by the client's id. */
  readonly #underWay = new Map<string, number>();
  #isTalking = false;
  #waiting = 0;
  #said = 0;
  #ticks: NodeJS.Timeout | null = null;
  #onQuiet: (() => void) | null = null;

  constructor(start: TalkStart) {
    this.#start = start;
  }

  begin(): void {
    this.#isTalking = true;
    const { pace, talkers } = this.#start;
    if ("perSecond" in pace) {
      this.#beginOpen(pace.perSecond);
      return;
    }
    for (let round = 0; round < pace.inFlight; round++) {
      for (const talker of talkers) this.#say(this.#addSlot(talker), performance.now());
    }
  }

  /**
   * Says nothing more, and resolves when all that was said is acknowledged. Throws where that takes
   * too long.
   */
  async end(withinMs: number): Promise<void> {
    this.#isTalking = false;
    if (this.#ticks) clearInterval(this.#ticks);
    if (this.#waiting === 0) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${this.#waiting} messages were never acknowledged.`));
      }, withinMs);
      this.#onQuiet = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  takePosted(member: Member, posted: ScannedPosted): void {
    const slot = this.#slotsOf.get(member)?.[posted.ref];
    if (!slot || Number.isNaN(slot.sentAtMs)) return;
    const now = performance.now();
    if (this.isCounting) this.latenciesMs.push(now - slot.sentAtMs);
    slot.sentAtMs = Number.NaN;
    this.posted += 1;
    const head = this.heads.get(posted.roomId);
    if (!head) this.heads.set(posted.roomId, { number: posted.number, version: posted.version });
    else if (head.version < posted.version) {
      head.number = posted.number;
      head.version = posted.version;
    }
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#onQuiet?.();
    if (this.#isTalking && !this.#ticks) this.#say(slot, now);
  }

  /** Somebody received messages of others. */
  takeChanged(frame: Buffer): void {
    if (!this.#start.timesReceipt) return;
    const now = performance.now();
    scanClientMessageIds(frame, (id) => {
      const sentAtMs = this.#underWay.get(id);
      if (sentAtMs === undefined) return;
      this.#underWay.delete(id);
      if (this.isCounting) this.receiptsMs.push(now - sentAtMs);
    });
  }

  takeRefused(member: Member, ref: number, code: string, retryAfterMs: number | null): void {
    const slot = this.#slotsOf.get(member)?.[ref];
    if (!slot || retryAfterMs === null) throw new Error(`The server refused a message: ${code}`);
    this.refused += 1;
    setTimeout(() => member.send(slot.text), Math.min(retryAfterMs, longestRetryMs));
  }

  /** Sends again what was not acknowledged before the connection broke. */
  repeat(member: Member): void {
    for (const slot of this.#slotsOf.get(member) ?? []) {
      if (!Number.isNaN(slot.sentAtMs)) member.send(slot.text);
    }
  }

  #addSlot(talker: Talker): Slot {
    const slots = this.#slotsOf.get(talker.member) ?? [];
    this.#slotsOf.set(talker.member, slots);
    const roomIndex = slots.length;
    const { length: ref } = slots;
    const slot = { talker, ref, sentAtMs: Number.NaN, text: "", nextAtMs: 0, roomIndex };
    slots.push(slot);
    this.#slots.push(slot);
    return slot;
  }

  #say(slot: Slot, dueMs: number): void {
    const { pace } = this.#start;
    const perSlotMs = (1_000 / sendsPerSecond) * ("inFlight" in pace ? pace.inFlight : 1);
    slot.nextAtMs = Math.max(slot.nextAtMs, dueMs - sendsBurst * perSlotMs) + perSlotMs;
    const waitMs = slot.nextAtMs - dueMs;
    this.#waiting += 1;
    if ("inFlight" in pace && waitMs > 1)
      setTimeout(() => this.#send(slot, performance.now()), waitMs);
    else this.#send(slot, dueMs);
  }

  #send(slot: Slot, dueMs: number): void {
    const { member, roomIds } = slot.talker;
    const roomId = roomIds[slot.roomIndex++ % roomIds.length] as string;
    const text = this.#start.texts[this.#said++ % this.#start.texts.length] as string;
    const id = randomUUID();
    slot.sentAtMs = dueMs;
    slot.text = `{"type":"post","ref":${slot.ref},"roomId":"${roomId}","clientMessageId":"${id}","body":${text}}`;
    if (this.#start.timesReceipt) this.#underWay.set(id, dueMs);
    member.send(slot.text);
  }

  /** Messages leave at even times, whatever became of those before: nothing waits for an answer. */
  #beginOpen(perSecond: number): void {
    const { talkers } = this.#start;
    if (perSecond === 0) return;
    const beganMs = performance.now();
    let due = 0;
    this.#ticks = setInterval(() => {
      const now = performance.now();
      for (; beganMs + (due * 1_000) / perSecond <= now; due++) {
        const talker = talkers[due % talkers.length] as Talker;
        const free = this.#slotsOf.get(talker.member)?.find((one) => Number.isNaN(one.sentAtMs));
        this.#say(free ?? this.#addSlot(talker), performance.now());
      }
    }, tickMs);
  }
}
