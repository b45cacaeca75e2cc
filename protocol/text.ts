import type { ErrorCode } from "./errors.ts";
import { limits } from "./limits.ts";

/** Why a text cannot be taken; `detail` is an English sentence for the person who wrote it. */
export type TextProblem = { code: Extract<ErrorCode, `text.${string}`>; detail: string } & (
  | { code: "text.empty" }
  | { code: "text.too_long"; maxCharacters: number }
  /** Without characters, too many marks are on one letter. */
  | { code: "text.invalid_characters"; characters: readonly string[] }
);

/** What no message can hold: control characters but tab and line end, halves of surrogate pairs. */
const UNSENDABLE = /(?![\t\n])\p{Cc}|\p{Cs}/gu;

/** What no name and no topic can hold beside that: they stand inside of other sentences. */
const UNSENDABLE_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufff9-\ufffb\u2800]/gu;

/** Nothing to the eye, and among them all controls of direction. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** A virama of the scripts of India and Sri Lanka: a joiner beside it chooses the form of a letter. */
const VIRAMA =
  "\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca";
const CURSIVE = "(?:(?=[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mong}])[\\p{L}\\p{M}])";

/** Invisible characters that change what is seen, and so belong to the letter or emoji before. */
const SEEN = new RegExp(
  [
    "\\p{RGI_Emoji}",
    "\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]",
    `(?<=[${VIRAMA}])[\\u200c\\u200d](?=\\p{L})`,
    `(?<=\\p{L})[\\u200c\\u200d](?=[${VIRAMA}])`,
    `(?<=${CURSIVE})\\u200c(?=${CURSIVE})`,
    "\\p{sc=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
    "\\p{sc=Mong}[\\u180b-\\u180d\\u180f]",
  ].join("|"),
  "gv",
);

/** More marks than any script puts on one letter, or marks on nothing. */
const TOO_MANY_MARKS = new RegExp(`^\\p{M}|\\p{M}{${limits.marksPerLetter + 1}}`, "u");

/** U+2800 is the braille blank: a letter to Unicode, nothing to the eye. */
const ONLY_INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** A message body as it is stored: line ends are `\n`, outer blank lines and trailing space gone. */
export function normalizeBody(body: string): string {
  return body
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/** Checks a normalized message body. The client shows the same answer before it sends. */
export function checkBody(body: string): TextProblem | null {
  return (
    refuseCharacters(body.match(UNSENDABLE)) ?? checkLength(body, limits.messageBodyCharacters)
  );
}

/** A one-line text (a name, a topic) as it is stored: each run of spaces of any kind is one space. */
export function normalizeLine(line: string): string {
  return toForm(line.trim().replace(/\p{Zs}+/gu, " "), "NFC");
}

/** Longer ones are no name, topic, address or password. */
const longestToForm = 4_096;

/**
 * A short text in a Unicode normal form, so that the same letters are the same text. One that is
 * too long for anything that is short is left as it is: a row of accents takes time by its square.
 */
export function toForm(text: string, form: "NFC" | "NFKC"): string {
  return text.length > longestToForm ? text : text.normalize(form);
}

/** Checks a normalized line of at most `maxCharacters`. */
export function checkLine(line: string, maxCharacters: number): TextProblem | null {
  const problem =
    refuseCharacters(line.match(UNSENDABLE_IN_LINE)) ??
    checkLength(line, maxCharacters) ??
    refuseCharacters(strayInvisible(line));
  if (problem !== null || !TOO_MANY_MARKS.test(line)) return problem;
  return {
    code: "text.invalid_characters",
    characters: [],
    detail: `Remove accents: at most ${limits.marksPerLetter} marks fit on a letter, and none without one.`,
  };
}

/** A text without what was taken out of it, in the order in which it stood there. */
export interface CleanText {
  text: string;
  taken: string[];
}

/** What is left of a text for a message, without what `checkBody` refuses anywhere in it. */
export function cleanBody(text: string): CleanText {
  const lines = text.replace(/\r\n?/g, "\n");
  return { text: lines.replace(UNSENDABLE, ""), taken: [...(lines.match(UNSENDABLE) ?? [])] };
}

/** What is left of a text for a one-line field. Line ends and tabs become spaces. */
export function cleanLine(text: string): CleanText {
  const line = text.replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, " ");
  const kept = line.replace(UNSENDABLE_IN_LINE, "");
  const invisible = strayInvisible(kept);
  const seen = [...kept.matchAll(SEEN)];
  let cleaned = "";
  let end = 0;
  for (const match of seen) {
    cleaned += kept.slice(end, match.index).replace(INVISIBLE, "") + match[0];
    end = match.index + match[0].length;
  }
  cleaned += kept.slice(end).replace(INVISIBLE, "");
  return { text: cleaned, taken: [...(line.match(UNSENDABLE_IN_LINE) ?? []), ...invisible] };
}

/** What characters that are not seen are called. */
export type CharacterName =
  | "NUL"
  | "BEL"
  | "backspace"
  | "tab"
  | "line end"
  | "vertical tab"
  | "form feed"
  | "ESC"
  | "DEL"
  | "zero-width space"
  | "zero-width non-joiner"
  | "zero-width joiner";

/**
 * For people: "ESC (U+001B)", or "U+202E". Each kind once, at most three.
 *
 * @param translate Gives the name of a character in another language.
 */
export function nameCharacters(
  characters: readonly string[],
  translate: (name: CharacterName) => string = (name) => name,
): string {
  const kinds = [...new Set(characters)].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    const name = characterNames[code];
    return name === undefined ? point : `${translate(name)} (${point})`;
  });
  return kinds.length > 3 ? `${kinds.slice(0, 3).join(", ")} …` : kinds.join(", ");
}

const characterNames: { [Code in number]?: CharacterName } = {
  0: "NUL",
  7: "BEL",
  8: "backspace",
  9: "tab",
  10: "line end",
  11: "vertical tab",
  12: "form feed",
  27: "ESC",
  127: "DEL",
  8203: "zero-width space",
  8204: "zero-width non-joiner",
  8205: "zero-width joiner",
};

function strayInvisible(line: string): string[] {
  return [...(line.replace(SEEN, "x").match(INVISIBLE) ?? [])];
}

function refuseCharacters(found: readonly string[] | null): TextProblem | null {
  if (found === null || found.length === 0) return null;
  return {
    code: "text.invalid_characters",
    characters: found,
    detail: `Remove characters that cannot be here: ${nameCharacters(found)}.`,
  };
}

function checkLength(text: string, maxCharacters: number): TextProblem | null {
  if (ONLY_INVISIBLE.test(text)) {
    return { code: "text.empty", detail: "Write at least one visible character." };
  }
  const characters = countCharacters(text, maxCharacters);
  if (characters > maxCharacters) {
    return {
      code: "text.too_long",
      maxCharacters,
      detail: `At most ${maxCharacters.toLocaleString("en")} characters fit; shorten the text or send it in parts.`,
    };
  }
  return null;
}

/**
 * The characters (code points) of `text`, as all limits count them. Beyond `maxCharacters` it may be
 * any number above that: counting is skipped where the length alone decides.
 */
export function countCharacters(text: string, maxCharacters: number): number {
  if (text.length <= maxCharacters || text.length > 2 * maxCharacters) return text.length;
  return [...text].length;
}
