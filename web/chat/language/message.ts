/** A text whose words depend on a number, `{count}`: the forms of `Intl.PluralRules`. */
export type PluralMessage = { readonly [Form in Intl.LDMLPluralRule]?: string } & {
  readonly other: string;
};

/**
 * A text of a catalogue. `{name}` is a placeholder, `<link>…</link>` a piece that becomes an element
 * at the place of use.
 */
export type Message = string | PluralMessage;

/** The same texts in another language. Where a number stands, words may depend on it there. */
export type Translation<Catalogue> = {
  readonly [Key in keyof Catalogue]: Catalogue[Key] extends string
    ? Catalogue[Key] extends `${string}{count}${string}`
      ? Message
      : string
    : PluralMessage;
};

/** The names of the placeholders in a text. */
export type PlaceholderOf<Of> = Of extends string
  ? PlaceholderIn<Of>
  : "count" | { [Form in keyof Of]: PlaceholderIn<Of[Form]> }[keyof Of];

type PlaceholderIn<Of> = Of extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderIn<Rest>
  : never;

/** The names of the pieces of a text that become elements. */
export type PieceOf<Of> = Of extends string
  ? PieceIn<Of>
  : { [Form in keyof Of]: PieceIn<Of[Form]> }[keyof Of];

type PieceIn<Of> = Of extends `${string}</${infer Name}>${infer Rest}`
  ? Name | PieceIn<Rest>
  : never;

const PART = /\{(\w+)\}|<(\w+)>(.*?)<\/\2>/g;

/** What a text is made of, in its order. */
export type Part =
  | { type: "words"; words: string }
  | { type: "placeholder"; name: string }
  | { type: "piece"; name: string; parts: Part[] };

const parsed = new Map<string, Part[]>();

/** Parts are remembered: a catalogue is small, and its texts are shown again and again. */
export function partsOf(text: string): Part[] {
  let parts = parsed.get(text);
  if (parts === undefined) {
    parts = parse(text);
    parsed.set(text, parts);
  }
  return parts;
}

function parse(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const addWords = (words: string) => words !== "" && parts.push({ type: "words", words });
  for (const { 0: whole, 1: placeholder, 2: piece = "", 3: inside = "", index } of text.matchAll(
    PART,
  )) {
    addWords(text.slice(end, index));
    if (placeholder !== undefined) parts.push({ type: "placeholder", name: placeholder });
    else parts.push({ type: "piece", name: piece, parts: parse(inside) });
    end = index + whole.length;
  }
  addWords(text.slice(end));
  return parts;
}
