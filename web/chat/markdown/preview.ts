import { oneLineOf } from "@roost/markdown/one-line.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Message, Quote } from "@roost/protocol/message.ts";
import { currentText } from "../language/language.ts";
import { boundMarks } from "../words/plain.ts";

/** The beginning of a body on one line, for room lists and announcements. */
export function previewOf(body: string): string {
  return oneLineOf(boundMarks(body), { spoiler: spoiler() });
}

/** The same of a message: of what it forwards, where it says nothing itself. */
export function previewOfMessage({ body, forwarded }: Pick<Message, "body" | "forwarded">): string {
  return previewOf(body || forwarded?.body || "");
}

/** The same of a message that is replied to, of which only the beginning may be known. */
export function previewOfQuote({ body }: Pick<Quote, "body">): string {
  const isCut = [...body].length >= limits.quoteCharacters;
  return oneLineOf(boundMarks(body), { spoiler: spoiler(), isCut });
}

const spoiler = () => `(${currentText()("markdown.spoiler")})`;
