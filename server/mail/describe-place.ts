import { parse } from "bowser";
import type { SignedInFrom } from "./mail.ts";
import type { MailTexts } from "./texts/en.ts";

/** From where somebody signed in, in words: with what, from which address, and when. */
export function describePlace(
  { at, address, userAgent }: SignedInFrom,
  texts: Pick<MailTexts, "agent" | "unknownAgent">,
  language: string,
): string {
  // The library does not take nothing, and what it does not know is an empty name to it.
  const read = userAgent ? parse(userAgent) : null;
  const [browser, system] = [read?.browser.name || null, read?.os.name || null];
  const agent =
    browser && system
      ? texts.agent.replace("{browser}", browser).replace("{system}", system)
      : (browser ?? system ?? texts.unknownAgent);
  // Without a country, English has the month before the day.
  const when = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    ...{ dateStyle: "long", timeStyle: "short", timeZone: "UTC" },
  } as const).format(new Date(at));
  return [agent, ...(address === null ? [] : [address]), `${when} UTC`].join(" · ");
}
