import { describe, expect, test } from "vitest";
import { type MailLanguage, mailLanguages, preferredLanguage } from "./languages.ts";
import type { MailKind } from "./mail.ts";
import { renderMail } from "./render.ts";

const languages = Object.keys(mailLanguages) as MailLanguage[];
const {
  greeting: _greeting,
  link: _link,
  reason: _reason,
  sender: _sender,
  agent: _agent,
  unknownAgent: _unknownAgent,
  ...mails
} = mailLanguages.en;
const kinds = Object.keys(mails) as MailKind[];

/** All that a language says, by its place: `reset-password.subject`. */
function textsOf(code: MailLanguage): Record<string, string> {
  const flat = Object.entries(mailLanguages[code]).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[key, value] as const]
      : Object.entries<string>(value).map(([name, text]) => [`${key}.${name}`, text] as const),
  );
  return Object.fromEntries(flat);
}

const placeholdersIn = (texts: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      [...new Set(text.match(/\{\w+\}/g) ?? [])].sort(),
    ]),
  );

describe.each(languages.filter((code) => code !== "en"))("mails in %s", (code) => {
  test("have the texts of the English ones, with the same placeholders", () => {
    expect(placeholdersIn(textsOf(code))).toEqual(placeholdersIn(textsOf("en")));
  });

  test("leave nothing in English", () => {
    const english = textsOf("en");
    const same = Object.entries(textsOf(code)).filter(([key, text]) => english[key] === text);
    expect(same).toEqual([]);
  });
});

describe.each(languages)("a mail in %s", (code) => {
  test.each(kinds)("%s says the same as text and as a page, and fills in all", (kind) => {
    const link = mails[kind].action === undefined ? {} : { link: "https://chat.example.org/x#y" };
    const letter = { kind, to: "ann@example.org", username: "ann", reason: "Since", ...link };
    const { subject, text, html } = renderMail(letter, code, "chat.example.org");
    expect(subject).not.toBe("");
    expect(`${subject}${text}${html.replace(/<style>.*<\/style>/s, "")}`).not.toMatch(/[{}]/);
    expect(text).toContain("chat.example.org");
    expect(text).toContain("Since");
    expect(html).toContain(`lang="${code}"`);
    expect(html).toContain("prefers-color-scheme: dark");
    const shown = html.replace(/<style>.*<\/style>/s, "").replace(/<[^>]+>/g, "");
    for (const line of text.split("\n").filter((line) => /\p{L}/u.test(line))) {
      expect(shown).toContain(line.replace(/:$/, ""));
    }
    expect(text.includes("https://chat.example.org/x#y")).toBe("link" in link);
  });
});

test("names are words in a page, whatever they look like", () => {
  const letter = { kind: "password-changed", to: "a@example.org", username: '<b>"&' } as const;
  const { html } = renderMail(letter, "en", "chat.example.org");
  expect(html).toContain("&lt;b&gt;&quot;&amp;");
  expect(html).not.toContain("<b>");
});

test.each([
  ["de", "de"],
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["en;q=0.5, de;q=0.7", "de"],
  ["fr-FR, de;q=0.2", "de"],
  ["de;q=0, en;q=0.1", "en"],
  ["constructor", "en"],
  ["*", "en"],
  [";;q=,,", "en"],
  [null, "en"],
])("who accepts %j is written to in %s", (accepted, language) => {
  expect(preferredLanguage(accepted)).toBe(language);
});

test.each([
  ["en", "Firefox on Windows · 203.0.113.8 · 1 September 2026 at 10:30 UTC"],
  ["de", "Firefox unter Windows · 203.0.113.8 · 1. September 2026 um 10:30 UTC"],
] as const)("a mail in %s says from where somebody signed in", (code, said) => {
  const from = {
    at: "2026-09-01T10:30:00Z",
    address: "203.0.113.8",
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
  };
  const letter = { kind: "new-browser", to: "ann@example.org", username: "ann", from } as const;
  const { text, html } = renderMail(letter, code, "chat.example.org");
  expect(text).toContain(said);
  expect(html).toContain(said);
});
