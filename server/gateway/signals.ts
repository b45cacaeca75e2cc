import { limits } from "@roost/protocol/limits.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import type { Typing as TypingFrame, Watch } from "@roost/protocol/up.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { tellTyping } from "../rooms/type.ts";
import type { Connection } from "./connection.ts";
import type { EncodedFrame } from "./frame.ts";
import type { Questions } from "./questions.ts";
import { Rate } from "./rate.ts";
import type { Receipts, ReceiptsViewer } from "./receipts.ts";
import type { Subscriptions } from "./subscriptions.ts";
import type { Typing, Viewer } from "./typing.ts";
import type { PeopleViewer, WatchedPeople } from "./watched-people.ts";

/** Who goes from room to room types in several of them within a few seconds. */
const TYPING_BURST = 5;

export interface SignalParts {
  ctx: Pick<Context, "bus">;
  questions: Pick<Questions, "writer">;
  typing: Typing;
  people: WatchedPeople;
  /** Null where the server does not show how far people have read. */
  receipts: Receipts | null;
  now(): number;
}

/** What one connection tells and is told beside its logs. Made for those who look or type only. */
export class Signals implements Viewer, PeopleViewer, ReceiptsViewer {
  readonly #connection: Connection;
  readonly #subscriptions: Subscriptions;
  /** Its role may change. */
  readonly #actor: () => Actor;
  readonly #parts: SignalParts;
  readonly #typingRate: Rate;
  #roomIds: ReadonlySet<string> = new Set();
  #threadIds: ReadonlySet<string> = new Set();
  #userIds: ReadonlySet<string> = new Set();

  constructor(
    connection: Connection,
    subscriptions: Subscriptions,
    actor: () => Actor,
    parts: SignalParts,
  ) {
    this.#connection = connection;
    this.#subscriptions = subscriptions;
    this.#actor = actor;
    this.#parts = parts;
    this.#typingRate = new Rate(TYPING_BURST, 1_000 / limits.typingEveryMs, parts.now());
  }

  get userId(): string {
    return this.#actor().id;
  }

  /**
   * Looks at these rooms, threads and people, and at no others any more. Throws `room.not_found`, and then
   * nothing changes.
   */
  look({ roomIds = [], threadIds = [], userIds = [] }: Omit<Watch, "type">): void {
    const roomsOfThreads = threadIds.map((id) => parseMessageId(id).roomId);
    if (![...roomIds, ...roomsOfThreads].every((roomId) => this.#subscriptions.followed(roomId))) {
      throw new Refusal("room.not_found");
    }
    const { typing, people, receipts } = this.#parts;
    const [roomsBefore, threadsBefore, peopleBefore] = [
      this.#roomIds,
      this.#threadIds,
      this.#userIds,
    ];
    this.#roomIds = new Set(roomIds);
    this.#threadIds = new Set(threadIds);
    this.#userIds = new Set(userIds);
    for (const roomId of without(roomsBefore, this.#roomIds)) {
      typing.lookAway(roomId, this);
      receipts?.lookAway(roomId, this);
    }
    for (const roomId of without(this.#roomIds, roomsBefore)) {
      typing.look(roomId, this);
      receipts?.look(roomId, this);
    }
    for (const id of without(threadsBefore, this.#threadIds)) typing.lookAway(id, this);
    for (const id of without(this.#threadIds, threadsBefore)) typing.look(id, this);
    people.look(without(this.#userIds, peopleBefore), this);
    people.lookAway(without(peopleBefore, this.#userIds), this);
  }

  /** Throws what keeps its person from writing there, and `request.rate_limited`. */
  async type(place: Pick<TypingFrame, "roomId" | "threadNumber">): Promise<void> {
    const { ctx, questions, now } = this.#parts;
    const retryAfterMs = this.#typingRate.take(now());
    if (retryAfterMs > 0) throw new Refusal("request.rate_limited", undefined, retryAfterMs);
    const writer = await questions.writer.ask({ userId: this.userId, roomId: place.roomId });
    tellTyping(ctx, this.#actor(), place, writer);
  }

  tellTyping(roomId: string, frame: EncodedFrame): void {
    this.#tellMember(roomId, frame);
  }

  tellReceipts(roomId: string, frame: EncodedFrame): void {
    this.#tellMember(roomId, frame);
  }

  /** Who was taken out of the room may not have looked away yet. */
  #tellMember(roomId: string, frame: EncodedFrame): void {
    if (this.#subscriptions.followed(roomId)) this.#connection.sendEncoded(frame);
  }

  tellPresence(frame: EncodedFrame): void {
    this.#connection.sendEncoded(frame);
  }

  close(): void {
    this.look({});
  }
}

function without(ids: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...ids].filter((id) => !others.has(id));
}
