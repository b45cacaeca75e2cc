import { de } from "./texts/de.ts";
import { en, type MailTexts } from "./texts/en.ts";

/** What mails say, in each language. The first one is for who reads none of them. */
export const mailLanguages = { en, de } as const satisfies Record<string, MailTexts>;

export type MailLanguage = keyof typeof mailLanguages;

/** The language in which somebody is written to who sends this `Accept-Language` header. */
export function preferredLanguage(accepted: string | null): MailLanguage {
  const wanted = (accepted ?? "")
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.split(";").map((one) => one.trim());
      const quality = parameters.find((one) => one.startsWith("q="))?.slice(2);
      return { code: range.toLowerCase().split("-", 1)[0] ?? "", weight: Number(quality ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const found = wanted.find(({ code }) => isLanguage(code))?.code ?? "";
  return isLanguage(found) ? found : "en";
}

function isLanguage(code: string): code is MailLanguage {
  return Object.hasOwn(mailLanguages, code);
}
