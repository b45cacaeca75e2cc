import { dictionary } from "@zxcvbn-ts/language-common";
import { Refusal } from "../refusal.ts";

/** What is tried first by whoever guesses: from lists of passwords that were stolen somewhere, in lower case. */
const common = new Set<string>(dictionary["passwords-common"]);

/** One or two characters again and again, unless there are more of them than anybody counts. */
const fewCharacters = 2;
const uncountedCharacters = 20;

/** Whose password it is to be, as far as that is known: what others try first, too. */
export interface PasswordOwner {
  username?: string;
  displayName?: string;
  email?: string;
}

/**
 * Refuses what guesses begin with: no rules of composition, which make passwords that are alike.
 *
 * @param password As `normalizePassword` leaves it.
 *
 * Throws `auth.password_common`.
 */
export function refuseCommonPassword(password: string, owner: PasswordOwner = {}): void {
  const plain = password.toLowerCase().trim();
  const characters = [...plain];
  const isRepeated =
    new Set(characters).size <= fewCharacters && characters.length < uncountedCharacters;
  if (isRepeated || common.has(plain) || namesOf(owner).includes(plain)) {
    throw new Refusal(
      "auth.password_common",
      "This password is among those that are tried first; a few words that do not belong together are easy to keep.",
    );
  }
}

function namesOf({ username, displayName, email }: PasswordOwner): string[] {
  const names = [username, displayName, email, email?.split("@")[0]];
  return names.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
}
