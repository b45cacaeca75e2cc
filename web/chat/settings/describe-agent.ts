import type { Text } from "../language/text.tsx";

const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/CriOS\/|Chrom(?:e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A user agent in words: "Firefox on Windows". */
export function describeAgent(
  userAgent: string | null,
  t: Text,
): { name: string; mobile: boolean } {
  const agent = userAgent ?? "";
  const find = (table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find(browsers);
  const system = find(systems);
  const name =
    browser && system
      ? t("settings.agent.browser-on-system", { browser, system })
      : (browser ?? system ?? t("settings.agent.unknown"));
  return { name, mobile: /Mobi|Android|iPhone/.test(agent) };
}
