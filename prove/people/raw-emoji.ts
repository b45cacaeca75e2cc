import type { CustomEmojiList } from "@roost/protocol/custom-emoji.ts";
import type { DownFrame } from "@roost/protocol/down.ts";

const againMs = 1_000;

export interface RawEmojiOptions {
  /** Asks for the list, or for what changed since a version of it. */
  ask: (since?: number) => Promise<CustomEmojiList>;
  later: (milliseconds: number, act: () => void) => void;
}

/** The emoji of the server, held as docs/protocol.md says. */
export class RawEmoji {
  readonly #options: RawEmojiOptions;
  #held = new Map<string, string>();
  #version = 0;
  /** As the server said it last. */
  #told = 0;
  #isAsking = false;

  constructor(options: RawEmojiOptions) {
    this.#options = options;
  }

  take(frame: DownFrame): void {
    if (frame.type === "welcome") this.#told = frame.emojiVersion ?? this.#told;
    else if (frame.type === "emoji") {
      const { version, since, emoji } = frame;
      this.#told = version;
      if (emoji && since === this.#version) this.#put({ version, isAll: false, emoji });
    } else return;
    this.#askForRest();
  }

  /** The addresses of the images, by name. */
  held(): Record<string, string> {
    return Object.fromEntries(this.#held);
  }

  #askForRest(): void {
    if (this.#isAsking || this.#told <= this.#version) return;
    this.#isAsking = true;
    const since = this.#version;
    const { ask, later } = this.#options;
    ask(since || undefined).then(
      (list) => {
        this.#isAsking = false;
        // What a frame has said meanwhile may be newer.
        if (this.#version === since) this.#put(list);
        this.#askForRest();
      },
      () =>
        later(againMs, () => {
          this.#isAsking = false;
          this.#askForRest();
        }),
    );
  }

  #put({ version, isAll, emoji }: CustomEmojiList): void {
    this.#version = version;
    if (isAll) this.#held.clear();
    for (const { name, image, deletedAt } of emoji) {
      if (deletedAt === null) this.#held.set(name, image);
      else this.#held.delete(name);
    }
  }
}
