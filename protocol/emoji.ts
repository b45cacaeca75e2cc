/** Emoji that are letters or digits unless U+FE0F stands behind them, such as ❤ and 1. */
const plainByDefault = /(?=\p{Emoji})(?!\p{Emoji_Presentation})[\s\S](?!\p{EMod})/gu;

/**
 * One emoji has one spelling: with the variation selector U+FE0F where it would be plain text without,
 * and nowhere else (fully-qualified in the sense of UTS #51). Other text may come out changed.
 */
export function spellEmoji(text: string): string {
  return text.replaceAll("\uFE0F", "").replace(plainByDefault, "$&\uFE0F");
}

/**
 * How an emoji of a server may be called, without its bounds. An underscore has a letter or a digit behind it,
 * so that none within a name is taken for the end of emphasis.
 */
export const emojiNamePattern = "[a-z0-9](?:[a-z0-9+-]|_+(?=[a-z0-9]))*";

const named = new RegExp(`^:(${emojiNamePattern}):$`);

/** The name in `:name:`, of whatever length; null for other text. */
export function emojiNameIn(text: string): string | null {
  return named.exec(text)?.[1] ?? null;
}
