import type { MessagesPage } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { ReactionView } from "./views.ts";

/** What people reacted with to one message, by emoji in the order in which those came. */
interface Tallies {
  /** Rows up to this version are in it, whether they passed here or not. */
  version: number;
  byEmoji: Map<string, Tally>;
}

interface Tally {
  count: number;
  version: number;
  /** As far as known. */
  people: Map<string, { on: boolean; version: number }>;
}

/** R22: the reactions to the messages of a window. */
export class WindowReactions {
  readonly #myId: () => string | null;
  readonly #messages = new Map<number, Tallies>();
  /** What I chose and the server has not confirmed, by number and emoji. */
  readonly #chosen = new Map<number, Map<string, boolean>>();
  readonly #views = new Map<number, readonly ReactionView[]>();
  #all: ReadonlyMap<number, readonly ReactionView[]> | null = null;

  constructor(myId: () => string | null) {
    this.#myId = myId;
  }

  clear(): void {
    this.#messages.clear();
    this.#views.clear();
    this.#all = null;
  }

  /** Takes what a page says of its messages, which it says of all of them. */
  open({ messages, reactions, version }: MessagesPage): void {
    for (const { number } of messages) {
      this.#messages.set(number, { version, byEmoji: new Map() });
      this.#changed(number);
    }
    for (const { number, emoji, count, userIds, mine } of reactions) {
      const myId = this.#myId();
      const known = mine && myId !== null ? [...userIds, myId] : userIds;
      const people = new Map(known.map((userId) => [userId, { on: true, version }]));
      this.#messages.get(number)?.byEmoji.set(emoji, { count, version, people });
    }
  }

  /** Rows may come in any order: the newest one of an emoji has its count. */
  take({ number, emoji, userId, version, count, removedAt }: Reaction): void {
    const tallies = this.#messages.get(number) ?? { version: 0, byEmoji: new Map() };
    if (version <= tallies.version) return;
    this.#messages.set(number, tallies);
    const tally: Tally = tallies.byEmoji.get(emoji) ?? { count: 0, version: 0, people: new Map() };
    const held = tally.people.get(userId);
    if (!held || held.version < version)
      tally.people.set(userId, { on: removedAt === null, version });
    if (version > tally.version) {
      // Whatever comes back comes last.
      if (tally.count === 0) tallies.byEmoji.delete(emoji);
      tally.count = count;
      tally.version = version;
    }
    tallies.byEmoji.set(emoji, tally);
    this.#changed(number);
  }

  /** A message that was deleted and came back has none of the reactions from before. */
  takeMessage({ number, restoredVersion = 0 }: Pick<Message, "number" | "restoredVersion">): void {
    const tallies = this.#messages.get(number);
    if (!tallies || tallies.version >= restoredVersion) return;
    tallies.version = restoredVersion;
    for (const [emoji, { version, people }] of tallies.byEmoji) {
      if (version <= restoredVersion) tallies.byEmoji.delete(emoji);
      for (const [id, person] of people) if (person.version <= restoredVersion) people.delete(id);
    }
    this.#changed(number);
  }

  /** Shows my choice before the server knows of it; null ends that. */
  choose(number: number, emoji: string, on: boolean | null): void {
    const chosen = this.#chosen.get(number) ?? new Map<string, boolean>();
    if (on === null) chosen.delete(emoji);
    else chosen.set(emoji, on);
    if (chosen.size > 0) this.#chosen.set(number, chosen);
    else this.#chosen.delete(number);
    this.#changed(number);
  }

  /** By number; messages without reactions are left out. The same objects until they change. */
  list(): ReadonlyMap<number, readonly ReactionView[]> {
    if (this.#all === null) {
      const numbers = new Set([...this.#messages.keys(), ...this.#chosen.keys()]);
      for (const number of numbers) {
        if (!this.#views.has(number)) this.#views.set(number, this.#viewOf(number));
      }
      this.#all = new Map([...this.#views].filter(([, views]) => views.length > 0));
    }
    return this.#all;
  }

  #viewOf(number: number): readonly ReactionView[] {
    const byEmoji = this.#messages.get(number)?.byEmoji ?? new Map<string, Tally>();
    const chosen = this.#chosen.get(number) ?? new Map<string, boolean>();
    const emojis = new Set([...byEmoji.keys(), ...chosen.keys()]);
    const myId = this.#myId();
    return [...emojis].flatMap((emoji) => {
      const { count = 0, people = new Map() } = byEmoji.get(emoji) ?? {};
      const was = myId !== null && people.get(myId)?.on === true;
      const mine = chosen.get(emoji) ?? was;
      const others = [...people].filter(([id, { on }]) => on && id !== myId).map(([id]) => id);
      const total = count + Number(mine) - Number(was);
      const userIds = mine && myId !== null ? [...others, myId] : others;
      return total > 0 ? [{ emoji, count: total, mine, userIds }] : [];
    });
  }

  #changed(number: number): void {
    this.#views.delete(number);
    this.#all = null;
  }
}
