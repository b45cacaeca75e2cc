/**
 * How well a text answers what was typed; null when it does not. Every letter has to be there in
 * order, in a row or from the start of a word on. Starts of words and rows count more, gaps cost.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = fold(query).replace(/\s+/g, "");
  const given = fold(text);
  if (wanted === "") return 0;
  const whole = wholeScore(wanted, given);
  if (whole !== null) return whole - given.length / 100;
  let score = 0;
  let from = 0;
  let row = 0;
  let starts = 0;
  for (const letter of wanted) {
    const index = given.indexOf(letter, from);
    if (index < 0) return null;
    row = index === from ? row + 1 : 0;
    const start = startsWord(given, index);
    if (start) starts += 1;
    score += (start ? 10 : 1) + row * 3 - (index - from) / 10;
    from = index + letter.length;
  }
  return starts === 0 ? null : score - given.length / 100;
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

/** Without capitals and accents. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? "");
}
