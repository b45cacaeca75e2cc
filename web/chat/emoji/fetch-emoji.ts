import type { EmojiSet } from "./emoji.ts";

/** All emoji of Unicode, and how they are found: apart from the page, when somebody wants one. Rejects without it. */
export async function fetchEmoji(): Promise<EmojiSet> {
  return (await import("./load-emoji.ts")).loadEmoji();
}
