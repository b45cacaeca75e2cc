import { readLines } from "./lines.ts";

const words = (
  "a about again all and any are ask at back because before build by can change come day did " +
  "do does down each error even find first for from get go good had has have here how if in is " +
  "it just know last like line look make many message more my new no not now of on one only or " +
  "other out over people problem really right room run same see server so some start still than " +
  "thanks that the then there they thing this time to try two up use want was way we well what " +
  "when where which who why will with work would yes you"
).split(" ");

/**
 * Messages made up in the lengths of those that people write: most a line, some a few. The same
 * ones at every run.
 */
export function madeUpTexts(count: number): string[] {
  const random = lehmer(20_240_229);
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(-11 * Math.log(1 - random()));
    return Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(" ");
  });
}

/** @param file of JSON lines with "text", plain or .gz; without one, texts are made up. */
export async function readTexts(file: string | undefined, count = 10_000): Promise<string[]> {
  if (file === undefined) return madeUpTexts(count);
  return (await readLines(file, count)).map(({ text }) => text);
}

/** Park and Miller's generator: good enough for words, and short. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
