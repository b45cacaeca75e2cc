import { fold } from "@roost/protocol/folding.ts";

/**
 * How well a text answers what was typed; null when it does not. What was typed stands in the text
 * in a row, or is made of beginnings of its words, in their order: "wehi" is "weekend-hikes".
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = fold(query).replace(/\s+/g, "");
  const given = fold(text);
  if (wanted === "") return 0;
  const score = wholeScore(wanted, given) ?? beginningsScore(wanted, given);
  return score === null ? null : score - given.length / 100;
}

/** For beginnings of words: a row of letters counts, and a word begun counts more. */
function beginningsScore(wanted: string, given: string): number | null {
  // For each index, the best score of the letters so far when the last of them stands there.
  let scores: number[] = [];
  for (let count = 0; count < wanted.length; count++) {
    const next: number[] = [];
    let before = count === 0 ? 0 : -Infinity;
    for (let index = 0; index < given.length; index++) {
      const inRow = (scores[index - 1] ?? -Infinity) + 4;
      const begun = startsWord(given, index) ? before + 10 : -Infinity;
      next.push(given[index] === wanted[count] ? Math.max(inRow, begun) : -Infinity);
      before = Math.max(before, scores[index] ?? -Infinity);
    }
    scores = next;
  }
  const best = Math.max(-Infinity, ...scores);
  return best === -Infinity ? null : best;
}

/** For letters that stand in the text in a row; best where they begin a word. */
function wholeScore(wanted: string, given: string): number | null {
  let best: number | null = null;
  for (let index = given.indexOf(wanted); index >= 0; index = given.indexOf(wanted, index + 1)) {
    const score = 1_000 - index + (startsWord(given, index) ? 500 : 0);
    if (best === null || score > best) best = score;
  }
  return best;
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{M}\p{N}]/u.test(text[index - 1] ?? "");
}
