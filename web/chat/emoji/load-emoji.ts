import { drawn } from "./drawn.ts";
import { type EmojiRow, type EmojiSet, makeEmojiSet } from "./emoji.ts";

interface Names {
  groups: readonly { message: string; order: number }[];
}

type Module<T> = Promise<{ default: T }>;

/** What emoji are called, by the language of the page. */
const languages = {
  en: () =>
    Promise.all([
      import("emojibase-data/en/compact.json") as Module<readonly EmojiRow[]>,
      import("emojibase-data/en/messages.json") as Module<Names>,
    ]),
  de: () =>
    Promise.all([
      import("emojibase-data/de/compact.json") as Module<readonly EmojiRow[]>,
      import("emojibase-data/de/messages.json") as Module<Names>,
    ]),
};

/** GitHub's shortcodes first, then those that Slack has beside them. */
const shortcodes = () =>
  Promise.all([
    import("emojibase-data/en/shortcodes/github.json"),
    import("emojibase-data/en/shortcodes/iamcal.json"),
  ]);

let loading: Promise<EmojiSet> | null = null;

/**
 * All emoji that this device draws, under their names in the language of the page. Fetched once; what
 * failed is fetched again by the next call.
 */
export function loadEmoji(): Promise<EmojiSet> {
  loading ??= fetchEmoji().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function fetchEmoji(): Promise<EmojiSet> {
  const language = document.documentElement.lang.startsWith("de") ? "de" : "en";
  const [[rows, names], codes] = await Promise.all([languages[language](), shortcodes()]);
  const sources = {
    rows: rows.default,
    groupLabels: new Map(names.default.groups.map(({ order, message }) => [order, message])),
    shortcodes: codes.map((module) => module.default),
  };
  return makeEmojiSet(sources, drawn());
}
