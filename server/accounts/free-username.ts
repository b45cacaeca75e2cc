import { checkUsername, normalizeUsername } from "@roost/protocol/account-rules.ts";
import { limits } from "@roost/protocol/limits.ts";

/** Numbers that are tried behind a name that is taken. */
const tries = 50;

/** User names for what somebody is called elsewhere, under the rules of this server, the best one first. */
export function usernamesFor(wishes: readonly string[]): string[] {
  return [...new Set(wishes.map(toUsername))].filter((name) => checkUsername(name) === null);
}

/** A name that may be taken, and the same with numbers behind it. */
export function* withNumbers(name: string): Generator<string> {
  yield name;
  for (let number = 2; number < tries; number += 1) {
    yield `${name.slice(0, limits.usernameMaxCharacters - `${number}`.length)}${number}`;
  }
}

function toUsername(wish: string): string {
  // Of an address, what is in front of the @.
  const [name = ""] = wish.split("@");
  return normalizeUsername(name.normalize("NFKD").replace(/\p{M}/gu, ""))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, limits.usernameMaxCharacters);
}
