import { attention } from "micromark-core-commonmark";
import type { Code, Construct, Extension, State, TokenizeContext } from "micromark-util-types";
import { resolvePairs } from "./pairs.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    strikethrough: "strikethrough";
    strikethroughMark: "strikethroughMark";
    strikethroughSequence: "strikethroughSequence";
    strikethroughText: "strikethroughText";
  }
}

const asterisk = "*".charCodeAt(0);
const underscore = "_".charCodeAt(0);
const tilde = "~".charCodeAt(0);

/** A modifier symbol, such as ¯, goes with its word. */
const punctuation = /^[!-/:-@[-`{-~\p{P}\p{Sm}\p{Sc}\p{So}]$/u;
/** Chinese, Japanese and Korean, where no space stands between words, and what else is full-width. */
const cjk =
  /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffee]$/u;
/** What an underscore may open behind, and what it may close before: the edges of a word. */
const opening = /^[\p{Ps}\p{Pi}\p{Pd}"'*_~¿¡]$/u;
const closing = /^[\p{Pe}\p{Pf}\p{Pd}"'*_~.,:;!?…]$/u;

/** What stands beside a run of marks. */
type Neighbour = "space" | "punctuation" | "cjk" | "cjk punctuation" | "letter";

function kindOf(character: string): Neighbour {
  if (/^\s?$/.test(character)) return "space";
  const mark = punctuation.test(character);
  if (cjk.test(character)) return mark ? "cjk punctuation" : "cjk";
  return mark ? "punctuation" : "letter";
}

/** Whether a run of marks between two characters can open emphasis, and whether it can close it. */
export function flanking(marker: string, before: string, after: string) {
  const left = kindOf(before);
  const right = kindOf(after);
  if (marker === "|") return { opens: right !== "space", closes: left !== "space" };
  // Punctuation inside belongs to what is emphasized only where no word goes on outside.
  const opens = right !== "space" && (right !== "punctuation" || left !== "letter");
  const closes = left !== "space" && (left !== "punctuation" || right !== "letter");
  if (marker !== "_") return { opens, closes };
  // An underscore is part of names and paths, so it takes the edge of a word on its outer side.
  const beside = left === "cjk punctuation" || right === "cjk punctuation";
  return {
    opens: opens && (left === "space" || beside || opening.test(before)),
    closes: closes && (right === "space" || beside || closing.test(after)),
  };
}

/** Emphasis by `*` and `_` and deletion by `~~`, which know how CJK is written. */
export function emphasisSyntax(source: string): Extension {
  const emphasis = construct(source, "attentionSequence", () => true, attention.resolveAll);
  const deleted = construct(
    source,
    "strikethroughMark",
    (size) => size === 2,
    resolvePairs({
      mark: "strikethroughMark",
      sequence: "strikethroughSequence",
      span: "strikethrough",
      text: "strikethroughText",
    }),
  );
  return {
    text: { [asterisk]: emphasis, [underscore]: emphasis, [tilde]: deleted },
    insideSpan: { null: [deleted] },
  };
}

/** A run of one mark that may open or close something, as what stands beside it says. */
export function construct(
  source: string,
  type: "attentionSequence" | "strikethroughMark" | "spoilerMark",
  isWhole: (size: number) => boolean,
  resolveAll: Construct["resolveAll"],
): Construct {
  return {
    name: type,
    resolveAll,
    tokenize(effects, ok, nok) {
      const { previous } = this;
      const { offset } = this.now();
      const before = characterAt(source, previous, offset - 2);
      let marker: Code = null;
      const start: State = (code) => {
        // The rest of a run of another length; a mark that was escaped is none.
        if (previous === code && !followsEscape(this)) return nok(code);
        marker = code;
        effects.enter(type);
        return run(code);
      };
      const run: State = (code) => {
        if (code === marker) {
          effects.consume(code);
          return run;
        }
        const end = this.now().offset;
        if (!isWhole(end - offset)) return nok(code);
        const token = effects.exit(type);
        const sides = flanking(source[offset] ?? "", before, characterAt(source, code, end));
        token._open = sides.opens;
        token._close = sides.closes;
        return ok(code);
      };
      return start;
    },
  };
}

/** The character of a code: a line end and the end of the text are none, a surrogate has its other half in `source`. */
function characterAt(source: string, code: Code, index: number): string {
  if (code === null || code < 0) return "";
  if (code < 0xd800 || code > 0xdfff) return String.fromCharCode(code);
  return String.fromCodePoint(source.codePointAt(index) ?? code);
}

function followsEscape(context: TokenizeContext): boolean {
  return context.events.at(-1)?.[1].type === "characterEscape";
}
