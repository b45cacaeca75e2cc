import type { Extension as FromMarkdown } from "mdast-util-from-markdown";
import type { Code, Construct, Extension } from "micromark-util-types";

declare module "mdast" {
  interface Escape extends Literal {
    type: "escape";
  }
  interface PhrasingContentMap {
    escape: Escape;
  }
  interface RootContentMap {
    escape: Escape;
  }
}

const backslash = "\\".charCodeAt(0);

/** What may be markup. The backslash is none: two of them are two. */
const escapable = new Set<Code>([..."!#()*+-.<>[]_`|~"].map((mark) => mark.charCodeAt(0)));

const construct: Construct = {
  name: "escape",
  tokenize(effects, ok, nok) {
    return (code) => {
      effects.enter("characterEscape");
      effects.enter("escapeMarker");
      effects.consume(code);
      effects.exit("escapeMarker");
      return (mark) => {
        if (!escapable.has(mark)) return nok(mark);
        effects.enter("characterEscapeValue");
        effects.consume(mark);
        effects.exit("characterEscapeValue");
        effects.exit("characterEscape");
        return ok;
      };
    };
  },
};

/** A backslash before a mark keeps the mark from being markup. */
export function escapeSyntax(): Extension {
  return { text: { [backslash]: construct }, string: { [backslash]: construct } };
}

/** Keeps each escape as a node of its own: whether its backslash is shown is seen later. */
export function escapeFromMarkdown(): FromMarkdown {
  return {
    enter: {
      characterEscape(token) {
        this.enter({ type: "escape", value: this.sliceSerialize(token).slice(1) }, token);
      },
      characterEscapeValue() {},
    },
    exit: {
      characterEscape(token) {
        this.exit(token);
      },
      characterEscapeValue() {},
    },
  };
}
