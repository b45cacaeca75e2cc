import { parse } from "bowser";
import type { Text } from "../language/text.tsx";

/** A user agent in words, "Firefox on Windows", and whether it is on a device that one holds in a hand. */
export function describeAgent(
  userAgent: string | null,
  t: Text,
): { name: string; mobile: boolean } {
  // The library does not take nothing.
  const agent = userAgent ? parse(userAgent) : null;
  // What it does not know is an empty name to it.
  const browser = agent?.browser.name || null;
  const system = agent?.os.name || null;
  const name =
    browser && system
      ? t("sign-ins.agent.browser-on-system", { browser, system })
      : (browser ?? system ?? t("sign-ins.agent.unknown"));
  return { name, mobile: ["mobile", "tablet"].includes(agent?.platform.type ?? "") };
}
