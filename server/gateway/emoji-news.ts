import type { CustomEmojiList } from "@roost/protocol/custom-emoji.ts";
import type { EmojiFrame } from "@roost/protocol/down.ts";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { emojiSubject } from "../emoji/signal.ts";

export interface EmojiNewsParts {
  /** The version of the list in the store. */
  version(): Promise<number>;
  /** What changed since a version. */
  load(since: number): Promise<CustomEmojiList>;
  /** Tells everybody who is connected here. */
  tell(frame: EmojiFrame): void;
  onLoadError(error: unknown): void;
}

/** More changes at once are asked for by each client alone, where it wants them. */
const ROWS_TOLD = 100;

/**
 * Follows the list of the server's emoji, and tells of its changes. They are read once for all who are connected
 * here: were each to ask, a node would get the same question from everybody at the same moment.
 */
export class EmojiNews {
  readonly #parts: EmojiNewsParts;
  readonly #subscribed: Promise<Unsubscribe>;
  /** Null until it is known. */
  #version: number | null = null;
  #looking: Promise<void>;

  constructor(bus: Bus, parts: EmojiNewsParts) {
    this.#parts = parts;
    this.#subscribed = bus.subscribe("signal", emojiSubject, ({ signal }) => {
      if (signal.type === "emoji" && signal.version > (this.#version ?? 0)) void this.check();
    });
    this.#looking = this.#look();
  }

  /** What a newcomer is told. */
  get inWelcome(): { emojiVersion?: number } {
    return this.#version === null ? {} : { emojiVersion: this.#version };
  }

  /** Compares with the store, behind what is being compared. Never rejects. */
  check(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look());
    return this.#looking;
  }

  async close(): Promise<void> {
    (await this.#subscribed)();
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      const before = this.#version;
      const version = await this.#parts.version();
      if (version === before) return;
      if (before === null) this.#begin(version);
      else this.#take(before, await this.#parts.load(before));
    } catch (error) {
      this.#parts.onLoadError(error);
    }
  }

  /** Whoever was let in before had no version in their `welcome`. */
  #begin(version: number): void {
    this.#version = version;
    if (version > 0) this.#parts.tell({ type: "emoji", version });
  }

  #take(since: number, { version, isAll, emoji }: CustomEmojiList): void {
    this.#version = version;
    const isShort = !isAll && emoji.length <= ROWS_TOLD;
    this.#parts.tell({ type: "emoji", version, ...(isShort && { since, emoji }) });
  }
}
