import { spellEmoji } from "@roost/protocol/emoji.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { RoomTimeline } from "./replica/timeline.ts";
import type { Api } from "./rest/api.ts";

type Target = Pick<Message, "id" | "roomId" | "number">;

type ReactionTimeline = Pick<RoomTimeline, "chooseReaction">;

/** Reactions of mine: shown at once, and undone where the server refuses them. */
export class Reactions {
  readonly #api: Pick<Api, "react" | "unreact">;
  readonly #timelines: (roomId: string) => readonly ReactionTimeline[];
  /** By message and emoji, what was asked last. */
  readonly #asked = new Map<string, Promise<void>>();

  /** @param api Has the answers in the replica when it resolves. */
  constructor(
    api: Pick<Api, "react" | "unreact">,
    timelines: (roomId: string) => readonly ReactionTimeline[],
  ) {
    this.#api = api;
    this.#timelines = timelines;
  }

  async set(message: Target, typed: string, on: boolean): Promise<void> {
    const emoji = spellEmoji(typed);
    const key = `${message.id} ${emoji}`;
    this.#choose(message, emoji, on);
    // One after the other: the last choice is the one that stays.
    const before = this.#asked.get(key) ?? Promise.resolve();
    const asked = before.catch(() => {}).then(() => this.#ask(message, emoji, on));
    this.#asked.set(key, asked);
    try {
      await asked;
    } finally {
      if (this.#asked.get(key) === asked) {
        this.#asked.delete(key);
        this.#choose(message, emoji, null);
      }
    }
  }

  #choose({ roomId, number }: Target, emoji: string, on: boolean | null): void {
    for (const one of this.#timelines(roomId)) one.chooseReaction(number, emoji, on);
  }

  async #ask(message: Target, emoji: string, on: boolean): Promise<void> {
    await (on ? this.#api.react(message, emoji) : this.#api.unreact(message, emoji));
  }
}
