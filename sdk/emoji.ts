import type { CustomEmoji, CustomEmojiList } from "@roost/protocol/custom-emoji.ts";
import type { DownFrame } from "@roost/protocol/down.ts";
import { Derived, type Observable } from "./observable.ts";
import type { EmojiApi } from "./rest/emoji-api.ts";

/** The emoji that were added to the server: `:name:` in messages and reactions. */
export class ServerEmoji {
  /** By name. Asked for once the server says that there are some, and kept up with what changes. */
  readonly all: Observable<ReadonlyMap<string, CustomEmoji>>;
  readonly #api: EmojiApi;
  readonly #view = new Derived(() => this.#held);
  #held: ReadonlyMap<string, CustomEmoji> = new Map();
  /** Of the list that is held; before there is one, as if it was empty. */
  #version = 0;
  /** As the server told it last. */
  #told = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor(api: EmojiApi) {
    this.#api = api;
    this.all = this.#view;
  }

  /**
   * Adds one to the server. When it resolves, `all` has it. Rejects with `ApiError` or `NetworkError`, as `delete`
   * does.
   */
  async add(name: string, image: Blob): Promise<CustomEmoji> {
    const added = await this.#api.addEmoji(name, image);
    await this.#load().catch(() => {});
    return added;
  }

  async delete(name: string): Promise<void> {
    await this.#api.deleteEmoji(name);
    await this.#load().catch(() => {});
  }

  take(frame: DownFrame): void {
    if (frame.type === "welcome") this.#told = frame.emojiVersion ?? this.#version;
    else if (frame.type === "emoji") {
      const { version, since, emoji } = frame;
      this.#told = version;
      if (emoji && since === this.#version) this.#take({ version, isAll: false, emoji });
    } else if (frame.type !== "health") return;
    // What could not be had is asked for again with the next connection, or when the server is well again.
    if (this.#told !== this.#version) this.#load().catch(() => {});
  }

  /** One question at a time, each behind all that was done before it. */
  #load(): Promise<void> {
    this.#loading = this.#loading.catch(() => {}).then(() => this.#ask());
    return this.#loading;
  }

  async #ask(): Promise<void> {
    const since = this.#version;
    const list = await this.#api.emoji(since || undefined);
    // What a frame has said meanwhile may be newer.
    if (this.#version !== since) return this.#ask();
    this.#take(list);
  }

  #take({ version, isAll, emoji }: CustomEmojiList): void {
    this.#version = version;
    if (!isAll && emoji.length === 0) return;
    const held = new Map(isAll ? [] : this.#held);
    for (const one of emoji) {
      if (one.deletedAt === null) held.set(one.name, one);
      else held.delete(one.name);
    }
    this.#held = held;
    this.#view.changed();
  }
}
