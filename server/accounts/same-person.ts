import { Refusal } from "../refusal.ts";

/**
 * @param named Whom the client says that it acts for.
 * @param found Whose session it has.
 */
export function requireSamePerson(named: string, found: string): void {
  if (named.toLowerCase() === found) return;
  throw new Refusal(
    "auth.other_person",
    "This page acts for one person, and another one is signed in now. Nothing was done; load the page anew.",
  );
}
