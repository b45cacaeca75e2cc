import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { fold } from "@roost/protocol/folding.ts";

/** One emoji as people look for it. */
export interface Emoji {
  text: string;
  /** Its name in the language of the page. */
  label: string;
  /** What stands between colons, the usual one first. */
  shortcodes: readonly string[];
  /** Folded words that lead to it. */
  words: readonly string[];
  /** The same in the five skin tones, from light to dark; none where it has no skin. */
  tones: readonly string[];
  /** Of one that was added to this server; its text is `:name:`. */
  custom?: CustomEmoji;
}

export interface EmojiGroup {
  key: string;
  label: string;
  emoji: readonly Emoji[];
}

interface EmojiLists {
  groups: readonly EmojiGroup[];
  all: readonly Emoji[];
  byShortcode: ReadonlyMap<string, Emoji>;
}

/** It brings what can be done with it along, so that the first screens do without all of this file. */
export interface EmojiSet extends EmojiLists {
  find(typed: string, recent: readonly string[], limit?: number): Emoji[];
  /** With those of the server in front of the others. */
  withCustom(custom: ReadonlyMap<string, CustomEmoji>): EmojiSet;
}

/** A row of `emojibase-data`, `compact.json`. */
export interface EmojiRow {
  hexcode: string;
  unicode: string;
  label: string;
  tags?: readonly string[];
  group?: number;
  skins?: readonly { unicode: string }[];
}

/** What languages and vendors call them. */
export interface EmojiSources {
  rows: readonly EmojiRow[];
  /** Labels of the groups, by the number in `group`. */
  groupLabels: ReadonlyMap<number, string>;
  /** By hexcode; of several vendors, the first one's come first. */
  shortcodes: readonly Readonly<Record<string, string | readonly string[]>>[];
}

/** Parts of emoji (skin tones, hair) are none by themselves. */
const COMPONENTS = 2;
/** A skin tone each; more are of pairs of people with two tones. */
const TONES = 5;

export function makeEmojiSet(
  { rows, groupLabels, shortcodes }: EmojiSources,
  isDrawn: (text: string) => boolean,
): EmojiSet {
  const groups = new Map<number, Emoji[]>();
  const byShortcode = new Map<string, Emoji>();
  for (const row of rows) {
    if (row.group === undefined || row.group === COMPONENTS || !isDrawn(row.unicode)) continue;
    const known = [...new Set(shortcodes.flatMap((source) => source[row.hexcode] ?? []))];
    // The newest have no shortcode of a vendor yet.
    const codes = known.length > 0 ? known : [wordsOf(row.label).join("_")];
    const emoji = {
      text: row.unicode,
      label: row.label,
      shortcodes: codes,
      words: [...new Set([row.label, ...(row.tags ?? [])].flatMap(wordsOf))],
      tones: (row.skins ?? []).slice(0, TONES).map(({ unicode }) => unicode),
    };
    for (const code of codes) if (!byShortcode.has(code)) byShortcode.set(code, emoji);
    groups.set(row.group, [...(groups.get(row.group) ?? []), emoji]);
  }
  const inOrder = [...groups].sort(([a], [b]) => a - b);
  return setOf({
    groups: inOrder.map(([group, emoji]) => ({
      key: String(group),
      label: groupLabels.get(group) ?? "",
      emoji,
    })),
    all: inOrder.flatMap(([, emoji]) => emoji),
    byShortcode,
  });
}

/** The group of those of the server, which is called in the words of the page. */
export const CUSTOM = "custom";

function setOf(lists: EmojiLists): EmojiSet {
  return {
    ...lists,
    find: (...query) => findEmoji(lists, ...query),
    withCustom: (custom) => setOf(withCustom(lists, custom)),
  };
}

function withCustom(set: EmojiLists, custom: ReadonlyMap<string, CustomEmoji>): EmojiLists {
  if (custom.size === 0) return set;
  const emoji = [...custom.values()].map(customEmoji).sort((a, b) => (a.label < b.label ? -1 : 1));
  const groups = [{ key: CUSTOM, label: "", emoji }, ...set.groups];
  return { ...set, groups, all: [...emoji, ...set.all] };
}

function customEmoji(custom: CustomEmoji): Emoji {
  const { name } = custom;
  const words = [...new Set(wordsOf(name))];
  return { text: `:${name}:`, label: name, shortcodes: [name], words, tones: [], custom };
}

const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How well an emoji answers what was typed, the least best; null when it does not. */
function rank(emoji: Emoji, query: string): number | null {
  if (emoji.shortcodes.includes(query)) return 0;
  if (emoji.shortcodes.some((code) => code.startsWith(query))) return 1;
  if (emoji.words.some((word) => word === query)) return 2;
  const asWord = fold(query);
  if (emoji.words.some((word) => word.startsWith(asWord))) return 3;
  return emoji.shortcodes.some((code) => code.includes(query)) ? 4 : null;
}

/**
 * The emoji that what was typed leads to, best first: by their shortcodes and by the words of their
 * names. Of those that answer equally well, the ones of late come first.
 */
function findEmoji(
  { all }: EmojiLists,
  typed: string,
  recent: readonly string[],
  limit = 200,
): Emoji[] {
  const parts = typed
    .toLowerCase()
    .split(/[\s:]+/)
    .filter(Boolean);
  const found: { emoji: Emoji; rank: number; late: number; order: number }[] = [];
  for (const [order, emoji] of all.entries()) {
    const ranks = parts.map((part) => rank(emoji, part));
    if (ranks.includes(null)) continue;
    const at = recent.indexOf(emoji.text);
    const late = at < 0 ? recent.length : at;
    found.push({ emoji, rank: Math.max(0, ...ranks.map(Number)), late, order });
  }
  found.sort((a, b) => a.rank - b.rank || a.late - b.late || a.order - b.order);
  return found.slice(0, limit).map(({ emoji }) => emoji);
}
