import type { Filter } from "@roost/protocol/filters.ts";
import { hostOf, hostsIn, hostsInLine, withParents } from "./links.ts";
import { foldWord, Words } from "./words.ts";

/** What of a filter counts for a text. */
export type Rule = Pick<
  Filter,
  "id" | "kind" | "action" | "entries" | "explanation" | "sparesBots"
>;

/** What filters find in a text. */
export interface Found {
  /** Where words stand that are masked. */
  masked: readonly { start: number; end: number; rule: Rule }[];
  /** The rules by which it is not taken, each with what it found. */
  refused: readonly { said: string; rule: Rule }[];
}

/** All filters of a server that are on, made ready to look at many texts. */
export class CompiledFilters {
  readonly #words: Words<Rule>;
  readonly #hosts = new Map<string, Rule>();
  /** Of links to other hosts than these. */
  readonly #allowed = new Set<string>();
  readonly #others: readonly Rule[];
  /** Whether some of them hold for people only. */
  readonly sparesBots: boolean;

  constructor(rules: readonly Rule[]) {
    // Of a word that several rules have, what keeps it away counts more than what masks it.
    const strictFirst = rules.toSorted(
      (a, b) => Number(a.action === "mask") - Number(b.action === "mask"),
    );
    this.#words = new Words(
      strictFirst
        .filter(({ kind }) => kind === "words")
        .flatMap((rule) =>
          rule.entries.flatMap((entry) => {
            const folded = foldWord(entry);
            return folded === null ? [] : [[folded, rule] as const];
          }),
        ),
    );
    for (const rule of rules) {
      for (const entry of rule.entries) {
        const host = hostOf(entry);
        if (host === null) continue;
        if (rule.kind === "other links") this.#allowed.add(host);
        else if (rule.kind === "links" && !this.#hosts.has(host)) this.#hosts.set(host, rule);
      }
    }
    this.#others = rules.filter(({ kind }) => kind === "other links");
    this.sparesBots = rules.some((rule) => rule.sparesBots);
  }

  /** Whether there is nothing that any text could have. */
  get isEmpty(): boolean {
    return this.#words.isEmpty && this.#hosts.size === 0 && this.#others.length === 0;
  }

  /** Null where there is nothing. @param isLine Whether it is a text without markup, such as a name. */
  look(text: string, isLine = false): Found | null {
    const words = [...this.#words.find(text)];
    const links = this.#byLinks(text, isLine);
    if (words.length + links.length === 0) return null;
    const refused = words.flatMap(({ value: rule, start, end }) =>
      rule.action === "refuse" ? { said: text.slice(start, end), rule } : [],
    );
    return {
      masked: words.flatMap(({ value: rule, ...place }) =>
        rule.action === "mask" ? { ...place, rule } : [],
      ),
      refused: [...refused, ...links],
    };
  }

  #byLinks(text: string, isLine: boolean): { said: string; rule: Rule }[] {
    if (this.#hosts.size === 0 && this.#others.length === 0) return [];
    const found: { said: string; rule: Rule }[] = [];
    for (const host of isLine ? hostsInLine(text) : hostsIn(text)) {
      const names = [...withParents(host)];
      const isAllowed = names.some((name) => this.#allowed.has(name));
      const rules = names.flatMap((name) => this.#hosts.get(name) ?? []);
      if (!isAllowed) rules.push(...this.#others);
      found.push(...rules.map((rule) => ({ said: host, rule })));
    }
    return found;
  }
}
