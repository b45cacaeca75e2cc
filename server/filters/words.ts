import { fold } from "@roost/protocol/folding.ts";

/** Letters, digits and their marks, with what is invisible among them: a word cannot be cut by what nobody sees. */
const word = /[\p{L}\p{M}\p{N}_\p{Default_Ignorable_Code_Point}]+/gu;
/** What emphasizes a word stands around it. */
const around = /^_+|_+$/g;
const isWord = /^[\p{L}\p{M}\p{N}_*]+$/u;

/** More different words than these are not remembered. */
const rememberedWords = 20_000;

/** A word as it is looked for, where `*` is any letters; null for what is none. */
export function foldWord(typed: string): string | null {
  const folded = fold(typed).replace(around, "");
  return isWord.test(folded) && /[^*]/.test(folded) ? folded : null;
}

/** The parts between the asterisks of a word; the first is its beginning and the last its end. */
type Pattern<Value> = { parts: readonly string[]; value: Value };

/** Finds words, whole and folded, in texts. What was found of a word once is remembered: people use few of them. */
export class Words<Value> {
  readonly #plain = new Map<string, Value>();
  readonly #patterns: Pattern<Value>[] = [];
  readonly #known = new Map<string, Value | null>();

  /** @param entries By words as `foldWord` gives them; of a word that is in several, the first counts. */
  constructor(entries: Iterable<readonly [word: string, value: Value]>) {
    for (const [typed, value] of entries) {
      if (typed.includes("*")) this.#patterns.push({ parts: typed.split(/\*+/), value });
      else if (!this.#plain.has(typed)) this.#plain.set(typed, value);
    }
  }

  get isEmpty(): boolean {
    return this.#plain.size + this.#patterns.length === 0;
  }

  /** Each word of a text that is among them: where it stands. Takes time linear in the text. */
  *find(text: string): Iterable<{ start: number; end: number; value: Value }> {
    if (this.isEmpty) return;
    for (const { 0: typed, index } of text.matchAll(word)) {
      const bare = typed.replace(around, "");
      const value = bare === "" ? null : this.#valueOf(bare);
      const start = index + (typed.length - typed.replace(/^_+/, "").length);
      if (value !== null) yield { start, end: start + bare.length, value };
    }
  }

  #valueOf(typed: string): Value | null {
    const known = this.#known.get(typed);
    if (known !== undefined) return known;
    const folded = fold(typed);
    const value =
      this.#plain.get(folded) ??
      this.#patterns.find(({ parts }) => isLike(folded, parts))?.value ??
      null;
    if (this.#known.size >= rememberedWords) this.#known.clear();
    if (typed.length <= 64) this.#known.set(typed, value);
    return value;
  }
}

/** Whether a word is made of parts with anything between them: each is looked for once, as far in front as it stands. */
function isLike(folded: string, parts: readonly string[]): boolean {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (!folded.startsWith(first) || !folded.endsWith(last)) return false;
  let from = first.length;
  const end = folded.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = folded.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return from <= end;
}
