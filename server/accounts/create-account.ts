import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import type { Me, ServerRole } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import pg from "pg";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { Passwords } from "./password.ts";

export interface NewAccount {
  username: string;
  displayName: string;
  email: string;
  password: string;
}

export interface AccountPolicy {
  /** What the new person may do; the very first one owns the server, whatever this says. */
  role: Exclude<ServerRole, "owner">;
  registration: "open" | "closed";
}

/** `@room` and its like will mean everybody, so nobody can be called that. */
const reservedUsernames = new Set(["all", "channel", "everyone", "here", "room"]);

/** What sign-in takes for an e-mail address; one that it would not take must not get in. */
const emailAddress =
  /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/;

/**
 * Makes an account that can sign in with its password. The first one owns the server: of two
 * that come at the same time, a unique index lets one through and the other goes round again.
 *
 * Throws `auth.username_taken`, `auth.email_taken`, `auth.rejected` (registration is closed),
 * `request.invalid` and `text.…`.
 */
export async function createAccount(
  db: Db,
  passwords: Passwords,
  input: NewAccount,
  policy: AccountPolicy,
): Promise<Me> {
  const account = check(input);
  await refuseTaken(db, account);
  await roleFor(db, policy);
  const passwordHash = await passwords.hash(input.password);
  for (;;) {
    const me = { id: randomUUID(), ...account, role: await roleFor(db, policy) };
    try {
      await insert(db, me, passwordHash);
      return me;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== "23505") throw error;
      if (error.constraint === "users_one_owner") continue;
      await refuseTaken(db, account);
      throw error;
    }
  }
}

/** The account's fields as they are stored. */
function check(input: NewAccount): Pick<Me, "username" | "displayName" | "email"> {
  const username = input.username.trim().toLowerCase();
  const { usernameMinCharacters: min, usernameMaxCharacters: max } = limits;
  if (username.length < min || username.length > max || !/^[a-z0-9._-]+$/.test(username)) {
    throw new Refusal(
      "request.invalid",
      `User name: use ${min} to ${max} letters (a–z), digits, dots, hyphens and underscores.`,
    );
  }
  if (reservedUsernames.has(username)) {
    throw new Refusal("request.invalid", `User name: “${username}” is reserved; choose another.`);
  }
  const displayName = normalizeLine(input.displayName);
  const problem = checkLine(displayName, limits.displayNameCharacters);
  if (problem) throw new Refusal(problem.code, `Display name: ${problem.detail}`);
  const email = input.email.trim().toLowerCase();
  if (email.length > 254 || !emailAddress.test(email)) {
    throw new Refusal("request.invalid", "E-mail: write an address like name@example.org.");
  }
  checkPassword(input.password);
  return { username, displayName, email };
}

function checkPassword(password: string): void {
  const { passwordMinCharacters: min, passwordMaxCharacters: max } = limits;
  const characters = [...password].length;
  if (characters < min || characters > max) {
    throw new Refusal("request.invalid", `Password: use ${min} to ${max} characters.`);
  }
}

async function refuseTaken(db: Db, account: Pick<Me, "username" | "email">): Promise<void> {
  const taken = await db
    .selectFrom("users")
    .select("username")
    .where((where) =>
      where.or([where("username", "=", account.username), where("email", "=", account.email)]),
    )
    .execute();
  if (taken.length === 0) return;
  if (taken.some(({ username }) => username === account.username)) {
    throw new Refusal(
      "auth.username_taken",
      `The user name “${account.username}” is taken; choose another.`,
    );
  }
  throw new Refusal(
    "auth.email_taken",
    "This e-mail address already has an account; sign in, or use another address.",
  );
}

async function roleFor(db: Db, policy: AccountPolicy): Promise<ServerRole> {
  const first = await db.selectFrom("users").select("id").limit(1).executeTakeFirst();
  if (!first) return "owner";
  if (policy.registration === "closed") {
    throw new Refusal(
      "auth.rejected",
      "This server takes no new accounts by itself; ask its administrator for one.",
    );
  }
  return policy.role;
}

async function insert(db: Db, me: Me, passwordHash: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { id, username, displayName, email, role } = me;
    await transaction
      .insertInto("users")
      .values({ id, username, display_name: displayName, email, role })
      .execute();
    await sql`
      INSERT INTO credentials (user_id, provider_id, account_id, password_hash)
      VALUES (${id}, 'credential', ${id}, ${passwordHash})`.execute(transaction);
  });
}
