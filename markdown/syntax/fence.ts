import type { Code, Construct, Extension, State, TokenizeContext } from "micromark-util-types";
import { replaced } from "./never.ts";

const backtick = "`".charCodeAt(0);
const tilde = "~".charCodeAt(0);

/** One word that can name a language: `c++`, `objective-c`, `asp.net`, `f#`. */
const opening = /^(`{3,}|~{3,})(?:[ \t]*([\p{L}\p{M}\p{N}+#._-]*)[ \t]*$|(.*))/u;

/** The word behind the opening fence that `line` begins with, if it names the language of the code. */
export function languageOf(line: string): string | null {
  return opening.exec(line)?.[2] || null;
}

/**
 * Blocks of code as people type them in a chat. Behind the opening fence stands one word, which names
 * the language, or the first line of the code; the closing fence may stand behind the last line.
 * Fences of tildes take lines of their own, since people write tildes for other reasons.
 */
export function fenceSyntax(source: string): Extension {
  const construct: Construct = {
    name: "fence",
    concrete: true,
    tokenize(effects, ok, nok) {
      const [, fence = "", , firstLine] = opening.exec(lineAt(source, this.now().offset)) ?? [];
      const glued = firstLine !== undefined;
      const indent = indentBefore(this);
      const closing = closingOf(fence);

      const start: State = (code) => {
        // What closes on the line where it opens is code within a line.
        if (fence === "" || (glued && (fence[0] === "~" || firstLine.includes(fence))))
          return nok(code);
        effects.enter("codeFenced");
        effects.enter("codeFencedFence");
        const end = this.now().offset + fence.length;
        return consumeWhile(
          (next) => (glued ? this.now().offset < end : !isEnd(next)),
          opened,
        )(code);
      };
      const opened: State = (code) => {
        effects.exit("codeFencedFence");
        if (this.interrupt) return ok(code);
        return glued ? value(code) : atLineEnd(code);
      };
      const atLineEnd: State = (code) => effects.check(nextLine, lineEnd, done)(code);
      const lineEnd: State = (code) => {
        effects.enter("lineEnding");
        effects.consume(code);
        effects.exit("lineEnding");
        return indentation;
      };
      const indentation: State = (code) => {
        if (!isSpace(code) || indent === 0) return line(code);
        let left = indent;
        effects.enter("linePrefix");
        return consumeWhile(
          (next) => isSpace(next) && left-- > 0,
          (next) => {
            effects.exit("linePrefix");
            return line(next);
          },
        )(code);
      };
      /** A line of code, or the closing fence, or both. */
      const line: State = (code) => {
        if (isEnd(code)) return atLineEnd(code);
        const { offset } = this.now();
        const text = closing.exec(lineAt(source, offset))?.[1];
        if (text === undefined) return value(code);
        if (text.trim() === "") return closingFence(code);
        effects.enter("codeFlowValue");
        return consumeWhile(
          // The columns that a tab fills take no place in the source.
          (next) => next === -1 || this.now().offset < offset + text.length,
          (next) => {
            effects.exit("codeFlowValue");
            return closingFence(next);
          },
        )(code);
      };
      const value: State = (code) => {
        effects.enter("codeFlowValue");
        return consumeWhile(
          (next) => !isEnd(next),
          (next) => {
            effects.exit("codeFlowValue");
            return atLineEnd(next);
          },
        )(code);
      };
      const closingFence: State = (code) => {
        effects.enter("codeFencedFence");
        return consumeWhile(
          (next) => !isEnd(next),
          (next) => {
            effects.exit("codeFencedFence");
            return done(next);
          },
        )(code);
      };
      const done: State = (code) => {
        effects.exit("codeFenced");
        return ok(code);
      };
      return start;

      function consumeWhile(goesOn: (code: Code) => boolean, after: State): State {
        const state: State = (code) => {
          if (isEnd(code) || !goesOn(code)) return after(code);
          effects.consume(code);
          return state;
        };
        return state;
      }
    },
  };
  return {
    flow: { [backtick]: construct, [tilde]: construct },
    disable: { null: replaced },
  };
}

/** Whether the block goes on behind a line end; it ends with the quote or list that it stands in. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      if (code === null) return nok(code);
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next));
    };
  },
};

/** Matches a line that ends with the closing fence, with the code before it as the first group. */
function closingOf(fence: string): RegExp {
  if (fence.startsWith("~")) return new RegExp(`^([ \t]*)${fence}~*[ \t]*$`);
  return new RegExp(`^((?:(?!${fence}).)*)${fence}\`*[ \t]*$`);
}

function lineAt(source: string, offset: number): string {
  const end = source.indexOf("\n", offset);
  return source.slice(offset, end === -1 ? undefined : end);
}

function indentBefore(context: TokenizeContext): number {
  const last = context.events.at(-1);
  return last?.[1].type === "linePrefix" ? last[2].sliceSerialize(last[1], true).length : 0;
}

function isEnd(code: Code): boolean {
  return code === null || code < -2;
}

function isSpace(code: Code): boolean {
  return code === -1 || code === -2 || code === 32;
}
