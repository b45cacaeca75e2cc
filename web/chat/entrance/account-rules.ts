import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import type { SignUp } from "@roost/sdk";

export type AccountErrors = Partial<Record<keyof SignUp, string>>;

/** What is wrong with an account that somebody wants to make, a sentence a field. */
export function checkAccount(account: SignUp): AccountErrors {
  const errors: AccountErrors = {};
  const name = checkLine(normalizeLine(account.displayName), limits.displayNameCharacters);
  if (name !== null) {
    errors.displayName = name.code === "text.empty" ? "Tell people what to call you." : name.detail;
  }
  const username = checkUsername(account.username);
  if (username !== null) errors.username = username;
  if (!/^[^\s@]+@[^\s@]+$/.test(account.email)) errors.email = "This is not an e-mail address.";
  const password = checkPassword(account.password);
  if (password !== null) errors.password = password;
  return errors;
}

export function checkUsername(username: string): string | null {
  const { usernameMinCharacters: min, usernameMaxCharacters: max } = limits;
  if (username === "") return "Choose a user name.";
  if (/[^a-z0-9._-]/.test(username))
    return "Use the letters a–z, digits, dots, dashes or underscores.";
  if (username.length < min) return `Use at least ${min} characters.`;
  if (username.length > max) return `Use at most ${max} characters.`;
  return null;
}

function checkPassword(password: string): string | null {
  const { passwordMinCharacters: min, passwordMaxCharacters: max } = limits;
  if (password.length < min) return `Use at least ${min} characters; a few words are easy to keep.`;
  if (password.length > max) return `Use at most ${max} characters.`;
  return null;
}

/** A user name made from somebody's name, until they choose one themselves. */
export function suggestUsername(displayName: string): string {
  return displayName
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".")
    .replace(/^\.+|\.+$/g, "")
    .slice(0, limits.usernameMaxCharacters);
}
