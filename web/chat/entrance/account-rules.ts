import {
  checkEmail,
  checkPassword,
  checkUsername,
  isReservedUsername,
  type NameProblem,
  normalizeEmail,
  normalizePassword,
  normalizeUsername,
} from "@roost/protocol/account-rules.ts";
import { fold } from "@roost/protocol/folding.ts";
import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine, type TextProblem } from "@roost/protocol/text.ts";
import type { SignUp } from "@roost/sdk";
import { describeProblem } from "../fields/text-problem.ts";
import type { Text } from "../language/text.tsx";

type Field = Exclude<keyof SignUp, "invite">;
export type AccountErrors = Partial<Record<Field, string>>;

/** What is wrong with an account that somebody wants to make, a sentence a field. */
export function checkAccount(account: SignUp, t: Text): AccountErrors {
  const name = checkLine(normalizeLine(account.displayName), limits.displayNameCharacters);
  const problems: Record<Field, string | null> = {
    displayName: name && describeName(name, t),
    username: problemOfUsername(account.username, t),
    email: checkEmail(normalizeEmail(account.email)) && t("account.email.form"),
    password: problemOfPassword(account.password, t),
  };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

function describeName(problem: TextProblem, t: Text): string {
  return problem.code === "text.empty" ? t("account.name.empty") : describeProblem(problem, t);
}

export function problemOfUsername(typed: string, t: Text): string | null {
  const username = normalizeUsername(typed);
  if (username === "") return t("account.username.empty");
  // Which names only administrators may have is for the server to say.
  if (isReservedUsername(username, true)) return t("account.username.reserved");
  return describeLength("username", checkUsername(username), t);
}

export function problemOfPassword(typed: string, t: Text): string | null {
  return describeLength("password", checkPassword(normalizePassword(typed)), t);
}

function describeLength(
  field: "username" | "password",
  problem: NameProblem | null,
  t: Text,
): string | null {
  if (problem === null) return null;
  if (problem.rule === "characters") return t(`account.${field}.characters`);
  return t(`account.${field}.${problem.rule}`, { limit: problem.limit });
}

/** A user name made from somebody's name, until they choose one themselves. */
export function suggestUsername(displayName: string): string {
  return fold(displayName)
    .replace(/[^a-z0-9]+/g, ".")
    .slice(0, limits.usernameMaxCharacters)
    .replace(/^\.+|\.+$/g, "");
}
