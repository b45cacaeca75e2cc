/**
 * How well a text answers what was typed; null when it does not. Every letter has to be there in
 * order. Letters at the start of words and letters in a row count more, gaps cost.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = fold(query).replace(/\s+/g, "");
  const given = fold(text);
  if (wanted === "") return 0;
  const whole = given.indexOf(wanted);
  if (whole >= 0) return 1_000 - whole - given.length / 100 + (startsWord(given, whole) ? 500 : 0);
  let score = 0;
  let from = 0;
  let row = 0;
  for (const letter of wanted) {
    const index = given.indexOf(letter, from);
    if (index < 0) return null;
    row = index === from ? row + 1 : 0;
    score += (startsWord(given, index) ? 10 : 1) + row * 3 - (index - from) / 10;
    from = index + letter.length;
  }
  return score - given.length / 100;
}

/** Without capitals and accents. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? "");
}
