import { spellEmoji } from "@roost/protocol/emoji.ts";

const oneEmoji = /^\p{RGI_Emoji}$/v;

/** The one spelling of an emoji; null for other text. */
export function emojiOf(typed: string): string | null {
  const emoji = spellEmoji(typed);
  return oneEmoji.test(emoji) ? emoji : null;
}
