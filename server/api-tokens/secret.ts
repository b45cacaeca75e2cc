import { generateRandomString } from "better-auth/crypto";
import { hashOf } from "../accounts/links.ts";

/** What each secret begins with: programs that look for leaked secrets know it, and so does this server. */
const prefix = "roost_pat_";

/** Letters and digits alone, so that a double click takes all of it: 238 random bits. */
const randomCharacters = 40;

/** By so many of them people know a token again; they help nobody who guesses. */
const hintCharacters = 4;

export interface NewSecret {
  /** Told once. */
  secret: string;
  /** How it begins. */
  hint: string;
  /** What the database has of it. */
  hash: string;
}

export function newApiSecret(): NewSecret {
  const secret = prefix + generateRandomString(randomCharacters, "a-z", "A-Z", "0-9");
  const hint = secret.slice(0, prefix.length + hintCharacters);
  return { secret, hint, hash: hashOf(secret) };
}

/** Whether this is said to be an API token, and not one that was signed for a session. */
export function isApiSecret(token: string): boolean {
  return token.startsWith(prefix);
}
