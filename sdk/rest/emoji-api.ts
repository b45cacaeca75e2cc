import type { CustomEmoji, CustomEmojiList } from "@roost/protocol/custom-emoji.ts";
import type { Http } from "./http.ts";

/** The emoji that were added to this server. */
export interface EmojiApi {
  /** All of them, or what changed since a version of the list. */
  emoji(since?: number): Promise<CustomEmojiList>;
  /** @param image A PNG, GIF or WebP. The same one under the same name again changes nothing. */
  addEmoji(name: string, image: Blob): Promise<CustomEmoji>;
  deleteEmoji(name: string): Promise<void>;
}

const path = "/api/emoji";
const named = (name: string) => `${path}/${encodeURIComponent(name)}`;

export function createEmojiApi(http: Http): EmojiApi {
  return {
    emoji: (since) => http.request("GET", path, { query: { since } }),
    addEmoji: (name, body) => http.request("PUT", named(name), { body }),
    deleteEmoji: (name) => http.request("DELETE", named(name)),
  };
}
