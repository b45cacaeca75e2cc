import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const estimator = new ZxcvbnFactory({
  dictionary: { "passwords-common": dictionary["passwords-common"] },
  graphs: adjacencyGraphs,
});

/** Longer ones are strong, and take long to be looked through. */
const lookedAtCharacters = 64;

/** How long a password withstands who guesses, from 0 (no time) to 4. */
export function strengthOf(password: string, known: readonly string[]): 0 | 1 | 2 | 3 | 4 {
  return estimator.check(password.slice(0, lookedAtCharacters), [...known]).score;
}
