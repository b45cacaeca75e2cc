import type { FirstTexts } from "./en/catalogue.ts";
import type { LaterTexts } from "./en/later.ts";

export interface LanguageInfo {
  /** In the language itself: who looks for it may read no other. */
  name: string;
  dir: "ltr" | "rtl";
  /** The locale for dates and numbers where the browser names none of this language. */
  locale: string;
  /** What the first screens say. */
  load: () => Promise<FirstTexts>;
  /** What is said in parts that are fetched apart from them. */
  loadLater: () => Promise<LaterTexts>;
}

/** Every language of the client. */
export const languages = {
  en: {
    name: "English",
    dir: "ltr",
    locale: "en-GB",
    load: async () => (await import("./en/catalogue.ts")).en,
    loadLater: async () => (await import("./en/later.ts")).enLater,
  },
  de: {
    name: "Deutsch",
    dir: "ltr",
    locale: "de-DE",
    load: async () => (await import("./de/catalogue.ts")).de,
    loadLater: async () => (await import("./de/later.ts")).deLater,
  },
} as const satisfies Record<string, LanguageInfo>;

export type LanguageCode = keyof typeof languages;

/** Codes in the order in which they are offered. */
export const languageCodes = Object.keys(languages) as LanguageCode[];

/** The first language of the client that the browser's person reads. */
export function preferredLanguage(wanted: readonly string[]): LanguageCode {
  for (const locale of wanted) {
    const code = languageCodes.find((code) => isOf(locale, code));
    if (code !== undefined) return code;
  }
  return "en";
}

/** The variant of a language that the browser's person reads, such as "de-AT". */
export function localeOf(code: LanguageCode, wanted: readonly string[]): string {
  return wanted.find((locale) => isOf(locale, code)) ?? languages[code].locale;
}

function isOf(locale: string, code: LanguageCode): boolean {
  return locale.toLowerCase().split("-")[0] === code;
}
