import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadPanelTexts } from "../../panel/language/load.ts";
import {
  type LanguageCode,
  languageCodes,
  languages,
  localeOf,
  preferredLanguage,
} from "./languages.ts";
import { type Message, type Part, partsOf } from "./message.ts";
import { englishTexts } from "./testing/texts.ts";

const here = import.meta.dirname;
const chat = path.join(here, "..");
const panel = path.join(chat, "../panel");
/** Where texts are, and the folder that each file of them is named for. */
const places = [
  { texts: here, folders: chat, prefix: "" },
  { texts: path.join(panel, "language"), folders: panel, prefix: "panel." },
];
const english: Record<string, Message> = englishTexts;

async function textsIn(code: LanguageCode): Promise<Record<string, Message>> {
  const { load, loadLater } = languages[code];
  return { ...(await load()), ...(await loadLater()), ...(await loadPanelTexts(code)) };
}

const formsOf = (message: Message) =>
  typeof message === "string" ? [message] : Object.values(message);

/** Names of placeholders and pieces, "link" for `<link>`, of all forms together. */
function namesIn(message: Message): string[] {
  const names = (part: Part): string[] => {
    if (part.type === "words") return [];
    return part.type === "placeholder"
      ? [`{${part.name}}`]
      : [`<${part.name}>`, ...part.parts.flatMap(names)];
  };
  const found = formsOf(message).flatMap((form) => partsOf(form).flatMap(names));
  // A form such as "one" may say the number in words.
  if (typeof message !== "string") found.push("{count}");
  return [...new Set(found)].sort();
}

/** What is the same word in both languages. */
const sameWords = new Set([
  "formatting.code",
  "formatting.link",
  "formatting.spoiler",
  "settings.theme.system",
  "presence.online",
  "status.title",
  "message-list.of-thread",
  "room-list.threads",
  "room-settings.name",
  "threads.one",
  "threads.title",
  "shortcuts.code",
  "second-factor.app",
  "passkeys.name",
  "settings.passkeys",
  "api-tokens.name",
  "panel.person.create.name",
  "panel.person.reset-link.link",
  "person.bot",
  "settings.bots",
  "panel.settings.name",
  "panel.bots.title",
  "panel.bots.column.bot",
  "panel.tokens.column.token",
  "panel.emoji.column.emoji",
]);

describe.each(languageCodes.filter((code) => code !== "en"))(
  "the catalogue in %s",
  async (code) => {
    const catalogue = await textsIn(code);

    test("has exactly the texts of the English one, in the same files", () => {
      expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
      for (const { texts } of places) {
        expect(readdirSync(path.join(texts, code)).sort()).toEqual(
          readdirSync(path.join(texts, "en")).sort(),
        );
      }
    });

    test("has the same placeholders in each", () => {
      const namesOf = (texts: Record<string, Message>) =>
        Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, namesIn(text)]));
      expect(namesOf(catalogue)).toEqual(namesOf(english));
    });

    test("leaves nothing in English", () => {
      const left = Object.keys(english).filter(
        (key) =>
          !sameWords.has(key) &&
          formsOf(english[key] ?? "").some(
            (form) =>
              /\p{L}{3}/u.test(form.replace(/\{\w+\}/g, "")) &&
              formsOf(catalogue[key] ?? "").includes(form),
          ),
      );
      expect(left).toEqual([]);
    });
  },
);

describe.each(languageCodes)("each text in %s", async (code) => {
  const catalogue = await textsIn(code);

  test("that depends on a number has the forms that the language needs", () => {
    const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(catalogue)) {
      if (typeof message === "string") continue;
      expect({ [key]: Object.keys(message).sort() }).toEqual({ [key]: [...needed].sort() });
    }
  });

  test("has words, and no placeholder that is not closed", () => {
    for (const [key, message] of Object.entries(catalogue)) {
      for (const form of formsOf(message)) {
        const words = partsOf(form).filter(({ type }) => type === "words");
        expect(form.trim(), key).not.toBe("");
        expect(
          words.filter((part) => "words" in part && /[{}<>]/.test(part.words)),
          key,
        ).toEqual([]);
      }
    }
  });
});

test.each(places)("the file of a text, and the folder that it is for, are in its key", (place) => {
  const folders = readdirSync(place.folders, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  for (const file of readdirSync(path.join(place.texts, "en"))) {
    if (["catalogue.ts", "later.ts"].includes(file)) continue;
    const folder = file.replace(/\.ts$/, "");
    if (folder !== "app") expect(folders).toContain(folder);
    const keys = [
      ...readFileSync(path.join(place.texts, "en", file), "utf8").matchAll(/^ {2}"([^"]+)":/gm),
    ];
    expect(keys.length).toBeGreaterThan(0);
    for (const [, key = ""] of keys) {
      expect(place.prefix === "" || key.startsWith(place.prefix)).toBe(true);
      // The frame says what is of no folder.
      if (folder === "frame") continue;
      expect(key.slice(place.prefix.length)).toMatch(new RegExp(`^${folder}\\.`));
    }
  }
});

test("the client says nothing of what the administration brings", () => {
  expect(sourcesOf(chat)).not.toMatch(/["`]panel\./);
});

/** The code of a folder, without its texts and tests. */
function sourcesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .filter((file) => !/(?:^|[/\\])language[/\\](?:en|de)[/\\]/.test(file))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
}

test("every text is used", () => {
  const sources = sourcesOf(chat) + sourcesOf(panel);
  const named = new Set([...sources.matchAll(/"([a-z-]+\.[\w.-]+)"/g)].map(([, key]) => key));
  /** Keys with a part that depends on something: `account.${field}.short`. */
  const patterns = [...sources.matchAll(/`([a-z-]+\.[^`\s]*)`/g)].map(
    ([, key = ""]) =>
      new RegExp(
        `^${key.replaceAll(".", "\\.").replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "[\\w-]*")}$`,
      ),
  );
  const withWords = (key: string) => key.endsWith(".words") && named.has(key.slice(0, -6));
  const unused = Object.keys(english).filter(
    (key) => !named.has(key) && !withWords(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

test("the browser's language is the first one that there is", () => {
  expect(preferredLanguage(["fr-FR", "de-AT", "en-US"])).toBe("de");
  expect(preferredLanguage(["EN"])).toBe("en");
  expect(preferredLanguage(["den"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
});

test("dates and numbers are those of the browser's variant of a language", () => {
  expect(localeOf("de", ["fr", "de-AT", "en-US"])).toBe("de-AT");
  expect(localeOf("en", ["de-DE"])).toBe("en-GB");
});
