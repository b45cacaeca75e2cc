import type { Extension as FromMarkdown, Handle } from "mdast-util-from-markdown";
import type { Construct, Extension, State } from "micromark-util-types";
import type { FoundAddress } from "../addresses.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    address: "address";
  }
}

const firstCharacters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Takes the addresses that were found in the source as they are: nothing inside of one is markup. */
export function addressSyntax(found: readonly FoundAddress[]): Extension {
  const ends = new Map(found.map(({ start, end }) => [start, end]));
  const construct: Construct = {
    name: "address",
    previous() {
      return ends.has(this.now().offset);
    },
    tokenize(effects, ok, nok) {
      const end = ends.get(this.now().offset);
      const start: State = (code) => {
        if (end === undefined) return nok(code);
        effects.enter("address");
        return inside(code);
      };
      const inside: State = (code) => {
        if (this.now().offset === end) {
          effects.exit("address");
          return ok(code);
        }
        if (code === null || code < 0) return nok(code);
        effects.consume(code);
        return inside;
      };
      return start;
    },
  };
  const entries = [...firstCharacters].map((first) => [first.charCodeAt(0), construct]);
  return { text: Object.fromEntries(entries) };
}

/** Makes links of them, except inside of a link: there is none in a link. */
export function addressFromMarkdown(found: readonly FoundAddress[]): FromMarkdown {
  const addresses = new Map(found.map(({ start, address }) => [start, address]));
  const opened = new Set<number>();
  const enter: Handle = function (token) {
    const url = addresses.get(token.start.offset);
    if (url !== undefined && !this.stack.some(({ type }) => type === "link")) {
      opened.add(token.start.offset);
      this.enter({ type: "link", url, children: [] }, token);
    }
    this.config.enter.data?.call(this, token);
  };
  const exit: Handle = function (token) {
    this.config.exit.data?.call(this, token);
    if (opened.has(token.start.offset)) this.exit(token);
  };
  return { enter: { address: enter }, exit: { address: exit } };
}
