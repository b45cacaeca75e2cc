/** What is being typed that may be completed: from the colon at `start` up to the caret. */
export interface Token {
  query: string;
  start: number;
}

/** Of what is being typed, also what kind of thing it may be. */
export interface Typing extends Token {
  kind: "emoji" | "name";
}

/** One letter is often a smiley of its own, such as `:D`. */
const MIN_QUERY = 2;

/** A colon within a word, as in a time or an address, begins nothing. */
const typing = /(?<![\p{L}\p{N}:/]):([\p{L}\p{N}_+-]+)$/u;
const closed = /(?<![\p{L}\p{N}/]):([\p{L}\p{N}_+-]+):$/u;

/** The token in front of the caret; null where there is none. */
export function tokenAt(text: string, caret: number): Token | null {
  const query = typing.exec(text.slice(0, caret))?.[1] ?? "";
  return query.length < MIN_QUERY ? null : { query, start: caret - query.length - 1 };
}

/** An `@` within a word or an address begins nothing. */
const naming = /(?<![\p{L}\p{N}_./@+\\-])@([\p{L}\p{N}._-]{0,32})$/u;

/** What is typed of a name behind an `@` in front of the caret; null where there is none. */
export function nameAt(text: string, caret: number): Token | null {
  const query = naming.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { query, start: caret - query.length - 1 };
}

/** What is being typed in front of the caret; null where that is nothing to complete. */
export function typingAt(text: string, caret: number): Typing | null {
  const [emoji, name] = [tokenAt(text, caret), nameAt(text, caret)];
  if (emoji) return { ...emoji, kind: "emoji" };
  return name && { ...name, kind: "name" };
}

/** The shortcode that the character in front of the caret has just closed; null where it did not. */
export function closedAt(text: string, caret: number): Token | null {
  const query = closed.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { query, start: caret - query.length - 2 };
}
