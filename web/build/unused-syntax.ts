import { never, replaced } from "@roost/markdown/syntax/never.ts";
import type { Plugin } from "vite";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const unused = new Map([...never, ...replaced].map((name) => [`./lib/${kebab(name)}.js`, name]));
const prefix = "\0unused-syntax:";

/**
 * Leaves out of the client what the Markdown parser has for syntax that no message has: it names all of
 * CommonMark, so it would be in the first load. Where it was not turned off, it would never match.
 */
export function withoutUnusedSyntax(): Plugin {
  return {
    name: "roost-unused-syntax",
    enforce: "pre",
    resolveId(source, importer) {
      const name = unused.get(source);
      if (name === undefined || !importer?.includes("micromark-core-commonmark")) return null;
      return prefix + name;
    },
    load(id) {
      if (!id.startsWith(prefix)) return null;
      const name = id.slice(prefix.length);
      return `export const ${name} = { name: "${name}", tokenize: (effects, ok, nok) => nok };`;
    },
  };
}
