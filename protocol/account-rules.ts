import { limits } from "./limits.ts";
import { tidy } from "./login.ts";
import { countCharacters, toForm } from "./text.ts";

/**
 * What may be a user name, an e-mail address and a password, and which spellings of one are the
 * same. Whoever makes an account, signs in or asks for either goes through here, so that what
 * makes an account also signs in.
 */

/** What `@room` and its like will mean, and what a program may show where somebody is missing. */
const neverUsernames = new Set([
  ...["all", "channel", "everybody", "everyone", "group", "here", "online", "room"],
  ...["anonymous", "deleted", "guest", "me", "nobody", "null", "undefined", "unknown", "you"],
]);

/** Who is called so is taken for somebody who speaks for the server. */
const officialUsernames = new Set([
  ...["admin", "administrator", "mod", "moderator", "official", "operator", "owner", "root"],
  ...["roost", "server", "staff", "superuser", "sysadmin", "system", "team"],
  ...["abuse", "help", "hostmaster", "info", "postmaster", "security", "support", "webmaster"],
]);

/** What is wrong with a field of a new account; `detail` is an English sentence for its person. */
export type AccountProblem<Rule extends string> = { rule: Rule; detail: string };

/** Of a user name or a password. */
export type NameProblem =
  | AccountProblem<"characters">
  | (AccountProblem<"short" | "long"> & { limit: number });

/** Letters, digits and what mail servers take between dots: RFC 5321's dot-atom, RFC 6531's letters. */
const localPart =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** As DNS has it: two labels or more, the last one with a letter. */
const asciiDomain =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const maxEmailCharacters = 254;

/** A user name as it is stored and looked for. */
export function normalizeUsername(username: string): string {
  return tidy(username);
}

/** What is wrong with a normalized user name for a new account; null where nothing is. */
export function checkUsername(username: string): NameProblem | null {
  const { usernameMinCharacters: min, usernameMaxCharacters: max } = limits;
  if (/[^a-z0-9._-]/.test(username)) {
    const detail = "Use the letters a–z, digits, dots, dashes or underscores.";
    return { rule: "characters", detail };
  }
  if (username.length < min) {
    return { rule: "short", limit: min, detail: `Use at least ${min} characters.` };
  }
  if (username.length > max) return tooLong(max);
  return null;
}

function tooLong(limit: number): NameProblem {
  return { rule: "long", limit, detail: `Use at most ${limit} characters.` };
}

/**
 * Whether a normalized user name is kept from people.
 *
 * @param isOfficial Whether the account speaks for the server: the first one, or an administrator's.
 */
export function isReservedUsername(username: string, isOfficial: boolean): boolean {
  return neverUsernames.has(username) || (!isOfficial && officialUsernames.has(username));
}

/**
 * An e-mail address as it is stored and looked for: in lower case, and with a domain as DNS has it,
 * so that `bücher.example` and `xn--bcher-kva.example` are one.
 */
export function normalizeEmail(email: string): string {
  const tidied = tidy(email);
  const at = tidied.lastIndexOf("@");
  const domain = tidied.slice(at + 1);
  // One that is in ASCII is kept, whatever it says: accounts were made with what is no domain to IDNA.
  if (/^[a-z0-9.-]*$/.test(domain)) return tidied;
  return tidied.slice(0, at + 1) + (toAsciiDomain(domain) ?? domain);
}

/** What is wrong with a normalized address for a new account; null where nothing is. */
export function checkEmail(email: string): AccountProblem<"form"> | null {
  const at = email.lastIndexOf("@");
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  const isAddress =
    email.isWellFormed() &&
    countCharacters(email, maxEmailCharacters) <= maxEmailCharacters &&
    localPart.test(local) &&
    asciiDomain.test(domain) &&
    toAsciiDomain(domain) === domain;
  if (isAddress) return null;
  return { rule: "form", detail: "Write an address like name@example.org." };
}

/** A password as it is hashed: the same letters from different keyboards are the same password. */
export function normalizePassword(password: string): string {
  return toForm(password, "NFKC");
}

/** What is wrong with a normalized password for a new account; null where nothing is. */
export function checkPassword(password: string): NameProblem | null {
  const { passwordMinCharacters: min, passwordMaxCharacters: max } = limits;
  if (!password.isWellFormed() || password.includes("\0")) {
    const detail = "Remove NUL characters and incomplete surrogate pairs.";
    return { rule: "characters", detail };
  }
  const characters = [...password].length;
  if (characters < min) {
    const detail = `Use at least ${min} characters; a few words are easy to keep.`;
    return { rule: "short", limit: min, detail };
  }
  return characters > max ? tooLong(max) : null;
}

/** A domain as DNS has it (IDNA); null where it can be none. */
function toAsciiDomain(domain: string): string | null {
  // The parser of addresses would take a port, a path or a number for what they are there.
  if (!/^[\p{L}\p{M}\p{N}.\u3002\uff0e\uff61\p{Join_Control}-]+$/u.test(domain)) return null;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}
