import type { Random } from "@roost/stage/random.ts";

const words = "the of and a to in is you that it he was for on are as with his they I at be".split(
  " ",
);
const rarities = [
  "naïve",
  "日本語",
  "🪺",
  "👩‍👩‍👧",
  "a\nb",
  "**bold**",
  "`code`",
  "\\",
  '"quoted"',
  "\u2028",
];

/** A text that nobody sends twice. Mostly short; now and then one of several thousand characters. */
/** @param names of people whom it may mention. */
export function makeText(random: Random, names: readonly string[] = []): string {
  const count = random.chance(0.03) ? 800 : 1 + random.below(12);
  const said = Array.from({ length: count }, () =>
    random.chance(0.05) ? random.pick(rarities) : random.pick(words),
  );
  const name = random.chance(0.15) ? random.pick(["room", ...names]) : undefined;
  if (name !== undefined) said.push(random.chance(0.2) ? `\`@${name}\`` : `@${name}`);
  return `${random.below(2 ** 32).toString(36)} ${said.join(" ")} .`;
}
