import { describe, expect, test } from "vitest";
import { type Format, formatted, linkTo, type Selected } from "./formats.ts";

/** `a [b] c` is a text of which "b" is selected; `a | c` has the caret. */
function read(shown: string): Selected {
  const caret = shown.indexOf("¦");
  if (caret >= 0) return { text: shown.replace("¦", ""), start: caret, end: caret };
  const start = shown.indexOf("«");
  return { text: shown.replace(/[«»]/g, ""), start, end: shown.indexOf("»") - 1 };
}

function show({ text, start, end }: Selected): string {
  if (start === end) return `${text.slice(0, start)}¦${text.slice(start)}`;
  return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
}

function apply(format: Format, shown: string): string {
  const selected = read(shown);
  const { start, end, text, selectStart, selectEnd } = formatted(format, selected);
  const whole = selected.text.slice(0, start) + text + selected.text.slice(end);
  return show({ text: whole, start: selectStart, end: selectEnd });
}

/** Each of these turns into the other. */
describe("a format is given and taken away", () => {
  test.each<[Format, string, string]>([
    ["bold", "a «b» c", "a **«b»** c"],
    ["italic", "a «b» c", "a *«b»* c"],
    ["strike", "«b»", "~~«b»~~"],
    ["spoiler", "«b»", "||«b»||"],
    ["code", "a «b» c", "a `«b»` c"],
    ["bold", "a ¦ c", "a **¦** c"],
    ["italic", "**«b»**", "***«b»***"],
    ["bold", "*«b»*", "***«b»***"],
    ["quote", "«a\nb»", "«> a\n> b»"],
    ["list", "«a\nb»", "«- a\n- b»"],
    ["numbered-list", "«a\n\nb»", "«1. a\n\n2. b»"],
    ["bold", "«a\nb»", "«**a**\n**b**»"],
    ["bold", "«- a\n- b»", "«- **a**\n- **b**»"],
    ["code", "«a ` b»", "`` «a ` b» ``"],
  ])("%s: %j and %j", (format, plain, made) => {
    expect(apply(format, plain)).toBe(made);
    expect(apply(format, made)).toBe(plain);
  });
});

test.each<[Format, string, string]>([
  ["bold", "a« b »c", "a **«b»** c"],
  ["bold", "«**b**»", "«b»"],
  ["code", "«`b`»", "«b»"],
  ["code", "«a\nb»", "```\n«a\nb»\n```"],
  ["code-block", "x\na«b»\ny", "x\n```\n«ab»\n```\ny"],
  ["code-block", "«```ts\na\n```»", "«a»"],
  ["list", "«1. a\n2. b»", "«- a\n- b»"],
  ["numbered-list", "¦", "1. ¦"],
  ["quote", "a¦", "> a¦"],
  ["list", "«a\n»b", "«- a»\nb"],
  ["link", "see «this»", "see [this](«https://»)"],
  ["link", "«https://x.org/a»", "[¦](https://x.org/a)"],
  ["link", "¦", "[¦](https://)"],
  ["link", "«[this](https://x.org)»", "«this»"],
])("%s makes of %j %j", (format, before, after) => {
  expect(apply(format, before)).toBe(after);
});

test("an address that is pasted onto words makes a link of them", () => {
  const words = read("see «this here»");
  expect(linkTo("https://x.org/a", words)?.text).toBe("[this here](https://x.org/a)");
  expect(linkTo("no address", words)).toBeNull();
  expect(linkTo("https://x.org/a", read("see ¦"))).toBeNull();
  expect(linkTo("https://x.org/a", read("«https://y.org»"))).toBeNull();
});
