import type { ErrorCode } from "./errors.ts";
import { limits } from "./limits.ts";

/** Why a text cannot be taken; `detail` is a sentence for the person who wrote it. */
export interface TextProblem {
  code: Extract<ErrorCode, `text.${string}`>;
  detail: string;
}

const CONTROL = /\p{Cc}/u;
const CONTROL_EXCEPT_TAB_AND_NEWLINE = /(?![\t\n])\p{Cc}/u;
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
  return check(body, limits.messageBodyCharacters, CONTROL_EXCEPT_TAB_AND_NEWLINE);
}

/** A one-line text (a room's name, a topic) as it is stored. */
export function normalizeLine(line: string): string {
  return line.trim().replace(/ {2,}/g, " ");
}

/** Checks a normalized line of at most `maxCharacters`. */
export function checkLine(line: string, maxCharacters: number): TextProblem | null {
  return check(line, maxCharacters, CONTROL);
}

function check(text: string, maxCharacters: number, forbidden: RegExp): TextProblem | null {
  if (forbidden.test(text) || !text.isWellFormed()) {
    return {
      code: "text.invalid_characters",
      detail: "Remove control characters (such as NUL) and incomplete surrogate pairs.",
    };
  }
  if (ONLY_INVISIBLE.test(text)) {
    return { code: "text.empty", detail: "Write at least one visible character." };
  }
  const characters = countCharacters(text, maxCharacters);
  if (characters > maxCharacters) {
    return {
      code: "text.too_long",
      detail: `At most ${maxCharacters.toLocaleString("en")} characters fit; shorten the text or send it in parts.`,
    };
  }
  return null;
}

/** Code points of `text`. Counting is skipped where the length alone decides. */
function countCharacters(text: string, maxCharacters: number): number {
  if (text.length <= maxCharacters || text.length > 2 * maxCharacters) return text.length;
  return [...text].length;
}
