import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { FilterKind, MakeFilter } from "@roost/protocol/filters.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { Refusal } from "../refusal.ts";
import { hostOf } from "./links.ts";
import { foldWord } from "./words.ts";

/** The entries of a filter as they are stored: each once, as it was typed, or the host as links have it. Throws `filter.invalid`. */
export function checkEntries(kind: FilterKind, typed: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const entry of typed.map(normalizeLine)) {
    const key = kind === "words" ? foldWord(entry) : hostOf(entry);
    if (key === null) throw new Refusal("filter.invalid", complaint(kind, entry));
    if (!seen.has(key)) seen.set(key, kind === "words" ? entry : key);
  }
  return [...seen.values()];
}

function complaint(kind: FilterKind, entry: string): string {
  return kind === "words"
    ? `“${entry}” is no word: write letters and digits without spaces, and * for any of them.`
    : `“${entry}” is no host: write it like example.org.`;
}

/** What somebody is told who is refused. Throws `text.…`. */
export function checkExplanation(typed: string): string {
  const explanation = normalizeLine(typed);
  if (explanation === "") return "";
  const problem = checkLine(explanation, admissionLimits.filterRefusalCharacters);
  if (problem) throw new Refusal(problem.code, `The explanation: ${problem.detail}`);
  return explanation;
}

/** Throws `filter.invalid` where an action is not one of this kind. */
export function checkAction({ kind, action }: Pick<MakeFilter, "kind" | "action">): void {
  if (kind === "words" || action !== "mask") return;
  throw new Refusal("filter.invalid", "Words are masked; a link is refused.");
}
