import { parse, postprocess, preprocess } from "micromark";
import type { Extension } from "micromark-util-types";

/** Tokens that are shown as they were typed. */
const plain = new Set<string>(["data", "codeTextData", "codeFlowValue"]);

/** Takes the place of a mark that is kept from being markup: punctuation as well, and never markup itself. */
const inert = "'";
/** What one backslash keeps from being markup may free another mark for it, and so on. */
const mostRounds = 4;

/**
 * The backslashes, of those at `escapes`, that make something different: without them, and with the others of
 * them, the marks behind them would be markup. All others were only typed, and are to be shown.
 */
export function neededEscapes(
  source: string,
  escapes: readonly number[],
  syntaxOf: (source: string) => Extension[],
): Set<number> {
  const needed = new Set<number>();
  for (let round = 0; needed.size < escapes.length; round++) {
    if (round === mostRounds) return new Set(escapes);
    const isPlain = plainIn(withoutEscapes(source, escapes, needed), syntaxOf);
    const found = escapes.filter(
      (offset, removedBefore) => !needed.has(offset) && !isPlain[offset - removedBefore],
    );
    if (found.length === 0) break;
    for (const offset of found) needed.add(offset);
  }
  return needed;
}

/** The source without these backslashes; behind those that are needed, marks are none any more. */
function withoutEscapes(
  source: string,
  escapes: readonly number[],
  needed: ReadonlySet<number>,
): string {
  let bare = "";
  let end = 0;
  for (const offset of escapes) {
    bare += source.slice(end, offset);
    bare += needed.has(offset) ? inert : source[offset + 1];
    end = offset + 2;
  }
  return bare + source.slice(end);
}

/** For each character, whether it is shown as it was typed. */
function plainIn(source: string, syntaxOf: (source: string) => Extension[]): Uint8Array {
  const isPlain = new Uint8Array(source.length);
  const tokens = parse({ extensions: syntaxOf(source) }).document();
  for (const [kind, token] of postprocess(tokens.write(preprocess()(source, undefined, true)))) {
    if (kind === "exit" && plain.has(token.type)) {
      isPlain.fill(1, token.start.offset, token.end.offset);
    }
  }
  return isPlain;
}
