import type { Extension as FromMarkdown } from "mdast-util-from-markdown";
import type { Extension } from "micromark-util-types";
import { construct } from "./emphasis.ts";
import { resolvePairs } from "./pairs.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    spoiler: "spoiler";
    spoilerMark: "spoilerMark";
    spoilerSequence: "spoilerSequence";
    spoilerText: "spoilerText";
  }
}

declare module "mdast" {
  interface Spoiler extends Parent {
    type: "spoiler";
    children: PhrasingContent[];
  }
  interface PhrasingContentMap {
    spoiler: Spoiler;
  }
  interface RootContentMap {
    spoiler: Spoiler;
  }
}

const bar = "|".charCodeAt(0);

/** `||text||`. Two bars with space on both sides are an operator. */
export function spoilerSyntax(source: string): Extension {
  const resolve = resolvePairs({
    mark: "spoilerMark",
    sequence: "spoilerSequence",
    span: "spoiler",
    text: "spoilerText",
  });
  const spoiler = construct(source, "spoilerMark", (size) => size === 2, resolve);
  return { text: { [bar]: spoiler }, insideSpan: { null: [spoiler] } };
}

export function spoilerFromMarkdown(): FromMarkdown {
  return {
    canContainEols: ["spoiler"],
    enter: {
      spoiler(token) {
        this.enter({ type: "spoiler", children: [] }, token);
      },
    },
    exit: {
      spoiler(token) {
        this.exit(token);
      },
    },
  };
}
