import { isMentioned } from "@roost/protocol/mentions.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { windowStart } from "@roost/protocol/unread.ts";

type RoomSight = Pick<MyRoom, "version" | "readNumber" | "mentioned" | "mentionedBy">;

/** All that was said up to a version of the messages after a number. */
interface Sight {
  version: number;
  after: number;
}

interface Known {
  version: number;
  isMentioned: boolean;
  /** Null where the server does not say. */
  authorId: string | null;
}

/**
 * R26: which messages of a room mention me, among those that can be unread. Also those that I have read: my position
 * may be set back.
 */
export class Mentioned {
  /** By number, as of a version: also those that did, since an older answer may still say so. */
  readonly #known = new Map<number, Known>();
  /** None of them is outdone by another: a newer one may tell of fewer messages. */
  #sights: Sight[] = [];

  /** A sight of the room says it of all its messages after the position with which it was made. */
  see({ version, readNumber, mentioned = [], mentionedBy = [] }: RoomSight): void {
    const sight = { version, after: readNumber };
    if (this.#sights.some((held) => outdoes(held, sight))) return;
    for (const [number, known] of this.#known) {
      if (number > readNumber && known.version < version) this.#known.delete(number);
    }
    for (const [index, number] of mentioned.entries()) {
      const authorId = mentionedBy[index] ?? null;
      this.#put(number, { version, isMentioned: true, authorId });
    }
    this.#sights = [...this.#sights.filter((held) => !outdoes(sight, held)), sight];
  }

  /** R4: a row, from wherever. */
  take(message: Message, myId: string | null): void {
    const { number, version, authorId, editedAt, deletedAt } = message;
    const isNow = isMentioned(message, myId);
    // What never mentioned me need not be known.
    if (!isNow && (editedAt ?? deletedAt) === null) return;
    this.#put(number, { version, isMentioned: isNow, authorId });
  }

  #put(number: number, known: Known): void {
    const held = this.#known.get(number);
    if (held && held.version >= known.version) return;
    const isSeen = this.#sights.some(
      ({ version, after }) => version >= known.version && after < number,
    );
    if (!isSeen) this.#known.set(number, known);
  }

  /** Without those of whom I have blocked. */
  count(
    place: { lastNumber: number; readNumber: number },
    blocked: Pick<ReadonlySet<string>, "has">,
  ): number {
    const start = Math.max(place.readNumber, windowStart(place.lastNumber));
    let count = 0;
    for (const [number, { isMentioned: isNow, authorId }] of this.#known) {
      if (isNow && number > start && !blocked.has(authorId ?? "")) count += 1;
    }
    return count;
  }

  /** Forgets what can never be unread again, as a room goes on. */
  prune(lastNumber: number): void {
    const start = windowStart(lastNumber);
    if (start === 0) return;
    for (const number of this.#known.keys()) if (number <= start) this.#known.delete(number);
    this.#sights = this.#sights.filter((one) => {
      const rest = { ...one, after: Math.max(one.after, start) };
      return !this.#sights.some((other) => other !== one && outdoes(other, rest));
    });
  }
}

/** Whether a sight tells all that another does, as of the same version or a later one. */
function outdoes(sight: Sight, other: Sight): boolean {
  return sight.version >= other.version && sight.after <= other.after;
}
