import { toForm } from "./text.ts";

/** Whether what somebody signs in with is an e-mail address, and not a user name. */
export function isEmail(login: string): boolean {
  return tidy(login).includes("@");
}

/**
 * The one spelling of a name or an address: without what is invisible around it (pasted text often
 * has marks of direction), with ASCII in its usual width, composed, in lower case.
 */
export function tidy(text: string): string {
  const narrow = trimInvisible(text).replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize("NFKC"));
  return toForm(toForm(narrow, "NFC").toLowerCase(), "NFC");
}

function trimInvisible(text: string): string {
  const characters = [...text];
  const isVisible = (character: string) => !/[\s\p{Cf}]/u.test(character);
  const first = characters.findIndex(isVisible);
  return first < 0 ? "" : characters.slice(first, characters.findLastIndex(isVisible) + 1).join("");
}
