import type { DownFrame, ReceiptsFrame } from "@roost/protocol/down.ts";
import { furthest } from "@roost/protocol/furthest.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import { messageId, parseMessageId } from "@roost/protocol/message-id.ts";
import type { Presence } from "@roost/protocol/presence.ts";
import type { Receipt } from "@roost/protocol/receipt.ts";
import type { User } from "@roost/protocol/user.ts";
import type { Clock } from "../clock.ts";
import type { Ask } from "../connection/ask.ts";
import type { Observable } from "../observable.ts";
import { LookedAt, type WatchFrame } from "./looked-at.ts";
import { OwnTyping } from "./own-typing.ts";
import { Told } from "./told.ts";

export interface SignalsOptions {
  clock: Clock;
  ask: Ask;
}

const NOBODY: readonly User[] = [];
const NO_RECEIPTS: ReadonlyMap<string, Receipt> = new Map();

/** What is told of others and not kept, of what somebody looks at here: of nothing else is it asked for. */
export class Signals {
  readonly #options: SignalsOptions;
  readonly #lookedAt: LookedAt;
  readonly #ownTyping: OwnTyping;
  readonly #typing: Told<readonly User[]>;
  readonly #presence: Told<Presence | null>;
  readonly #receipts: Told<ReadonlyMap<string, Receipt>>;
  /** What the server knows of. */
  #features: readonly string[] = [];
  #isIdle = false;
  /** As the server knows it on this connection. */
  #toldIdle = false;

  constructor(options: SignalsOptions) {
    this.#options = options;
    this.#lookedAt = new LookedAt({
      clock: options.clock,
      maxRooms: limits.watchRooms,
      maxThreads: limits.watchThreads,
      maxUsers: limits.watchUsers,
      transmit: (frame) => this.#watch(frame),
    });
    this.#ownTyping = new OwnTyping({
      clock: options.clock,
      transmit: (placeId) => options.ask((ref) => ({ type: "typing", ref, ...partsOf(placeId) })),
    });
    this.#typing = new Told(NOBODY, (placeId, isOn) => {
      if (partsOf(placeId).threadNumber === undefined) this.#lookedAt.room(placeId, isOn);
      else this.#lookedAt.thread(placeId, isOn);
    });
    this.#receipts = new Told(NO_RECEIPTS, (roomId, isOn) => this.#lookedAt.room(roomId, isOn));
    this.#presence = new Told<Presence | null>(null, (userId, isOn) =>
      this.#lookedAt.user(userId, isOn),
    );
  }

  /**
   * Those who type in a room of mine, or in a thread of it, who began first at first, without me; no more than a line names.
   * The server is asked as long as somebody subscribes. The same object each time.
   */
  typing(roomId: string, threadNumber?: number): Observable<readonly User[]> {
    return this.#typing.of(placeIdOf({ roomId, threadNumber }));
  }

  /**
   * How somebody can be met, as far as they show it; null where that is not known. The server is asked as
   * long as somebody subscribes. The same object each time.
   */
  presence(userId: string): Observable<Presence | null> {
    return this.#presence.of(userId);
  }

  /**
   * How far members of a room of mine have read it, and of a direct have it on a device, by person: of those who show it, if I do, and nothing of
   * large rooms. The server is asked as long as somebody subscribes. The same object each time.
   */
  receipts(roomId: string): Observable<ReadonlyMap<string, Receipt>> {
    return this.#receipts.of(roomId);
  }

  /** Whether the server shows who has read what. */
  get showsReceipts(): boolean {
    return this.#features.includes("receipts");
  }

  /** I type in a room, or in a thread of it. To be called for each key: the server is told now and then. */
  tellTyping(roomId: string, threadNumber?: number): void {
    const feature = threadNumber === undefined ? "typing" : "thread-typing";
    if (this.knows(feature)) this.#ownTyping.typed(placeIdOf({ roomId, threadNumber }));
  }

  /** Whether nobody has used this device for a while. At first, somebody does. */
  tellIdle(isIdle: boolean): void {
    this.#isIdle = isIdle;
    this.pump();
  }

  /**
   * Whether this client is looked at; at first it is. While a page is hidden, say that it is not, and
   * nobody's doings are told to it.
   */
  look(isLooking: boolean): void {
    this.#lookedAt.look(isLooking);
    if (!isLooking) this.#forget();
  }

  /** Whether the server of this connection knows a feature. */
  knows(feature: string): boolean {
    return this.#features.includes(feature);
  }

  take(frame: DownFrame): void {
    switch (frame.type) {
      case "welcome":
        this.#features = frame.features;
        break;
      case "typing":
        this.#typing.set(placeIdOf(frame), frame.users.length === 0 ? NOBODY : frame.users);
        break;
      case "presence":
        for (const one of frame.people) this.#presence.set(one.userId, one);
        break;
      case "receipts":
        this.#takeReceipts(frame);
        break;
      case "error":
        this.#lookedAt.refused(frame);
        break;
    }
  }

  #takeReceipts({ roomId, receipts, isAll = false }: ReceiptsFrame): void {
    const next = new Map(isAll ? [] : this.#receipts.get(roomId));
    for (const one of receipts) next.set(one.userId, furthest(next.get(one.userId) ?? one, one));
    this.#receipts.set(roomId, next.size === 0 ? NO_RECEIPTS : next);
  }

  /** Who has written does not type any more, whatever the server says a little later. */
  wrote({ authorId, ...place }: Place & Pick<Message, "authorId">): void {
    const placeId = placeIdOf(place);
    const users = this.#typing.get(placeId);
    const others = users.filter(({ id }) => id !== authorId);
    if (others.length < users.length) {
      this.#typing.set(placeId, others.length === 0 ? NOBODY : others);
    }
  }

  /** I have sent a message, and do not type any more. */
  sent(roomId: string, threadNumber?: number): void {
    this.#ownTyping.sent(placeIdOf({ roomId, threadNumber }));
  }

  /** Frames can be sent, or can be again. */
  pump(): void {
    this.#lookedAt.pump();
    if (this.#isIdle === this.#toldIdle || !this.#features.includes("presence")) return;
    const isIdle = this.#isIdle;
    if (this.#options.ask(() => ({ type: "idle", isIdle })) !== null) this.#toldIdle = isIdle;
  }

  cutOff(): void {
    this.#lookedAt.cutOff();
    this.#ownTyping.cutOff();
    this.#toldIdle = false;
    this.#forget();
  }

  #watch(frame: WatchFrame): number | null {
    if (!this.knows("watch")) return null;
    const { threadIds, ...rest } = frame;
    const known = threadIds && this.knows("thread-typing") ? { ...rest, threadIds } : rest;
    return this.#options.ask((ref) => ({ ...known, ref }));
  }

  #forget(): void {
    this.#typing.forget();
    this.#presence.forget();
    this.#receipts.forget();
  }
}

/** Where people type. */
interface Place {
  roomId: string;
  threadNumber?: number | undefined;
}

/** A thread goes by the id of its root. */
function placeIdOf({ roomId, threadNumber }: Place): string {
  return threadNumber === undefined ? roomId : messageId(roomId, threadNumber);
}

function partsOf(placeId: string): { roomId: string; threadNumber?: number } {
  if (!placeId.includes(".")) return { roomId: placeId };
  const { roomId, number } = parseMessageId(placeId);
  return { roomId, threadNumber: number };
}
