import { randomUUID } from "node:crypto";
import {
  type AccountProblem,
  checkEmail,
  checkPassword,
  checkUsername,
  normalizeEmail,
  normalizePassword,
  normalizeUsername,
} from "@roost/protocol/account-rules.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import pg from "pg";
import { type AuditedActor, record } from "../audit/record.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { foldedPerson } from "../store/folded-name.ts";
import { refuseCommonPassword } from "./common-passwords.ts";
import type { Passwords } from "./password.ts";
import { refuseFormer, refuseReserved, usernameTaken } from "./usernames.ts";

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
  /**
   * That the person confirms their address before anything else, and the language of the mail that asks for it. Null
   * where they need not; who owns the server never does.
   */
  confirmation: { language: MailLanguage; now: Date } | null;
  /** Who makes it for somebody else: then the audit log has it. */
  madeBy?: AuditedActor;
}

/**
 * Makes an account that can sign in with its password. The first one owns the server: of two
 * that come at the same time, a unique index lets one through and the other goes round again.
 *
 * Throws `auth.username_taken`, `auth.username_reserved`, `auth.email_taken`, `auth.rejected`
 * (registration is closed), `auth.password_common`, `request.invalid` and `text.…`.
 */
export async function createAccount(
  db: Db,
  passwords: Passwords,
  input: NewAccount,
  policy: AccountPolicy,
): Promise<Me> {
  const { password, ...account } = check(input);
  await roleFor(db, policy, account.username);
  await refuseTaken(db, account);
  const passwordHash = await passwords.hash(password);
  for (;;) {
    const role = await roleFor(db, policy, account.username);
    const me = { id: randomUUID(), ...account, role };
    try {
      await insert(db, me, passwordHash, policy);
      return me;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== "23505") throw error;
      if (error.constraint === "users_one_owner") continue;
      await refuseTaken(db, account);
      throw error;
    }
  }
}

/** The account's fields as they are stored, and the password as it is hashed. */
function check(input: NewAccount): NewAccount {
  const username = normalizeUsername(input.username);
  const email = normalizeEmail(input.email);
  const password = normalizePassword(input.password);
  const displayName = normalizeLine(input.displayName);
  refuseIf("User name", checkUsername(username));
  const problem = checkLine(displayName, limits.displayNameCharacters);
  if (problem) throw new Refusal(problem.code, `Display name: ${problem.detail}`);
  refuseIf("E-mail", checkEmail(email));
  refuseIf("Password", checkPassword(password));
  refuseCommonPassword(password, { username, displayName, email });
  return { username, displayName, email, password };
}

function refuseIf(field: string, problem: AccountProblem<string> | null): void {
  if (problem !== null) throw new Refusal("request.invalid", `${field}: ${problem.detail}`);
}

async function refuseTaken(db: Db, account: Pick<Me, "username" | "email">): Promise<void> {
  const taken = await db
    .selectFrom("users")
    .select("username")
    .where((where) =>
      where.or([where("username", "=", account.username), where("email", "=", account.email)]),
    )
    .execute();
  await refuseFormer(db, account.username, null);
  if (taken.length === 0) return;
  if (taken.some(({ username }) => username === account.username)) {
    throw usernameTaken(account.username);
  }
  throw new Refusal(
    "auth.email_taken",
    "This e-mail address already has an account; sign in, or use another address.",
  );
}

async function roleFor(db: Db, policy: AccountPolicy, username: string): Promise<ServerRole> {
  const first = await db.selectFrom("users").select("id").limit(1).executeTakeFirst();
  const role = first ? policy.role : "owner";
  refuseReserved(username, role);
  if (first && policy.registration === "closed") {
    throw new Refusal(
      "auth.rejected",
      "This server takes no new accounts by itself; ask its administrator for one.",
    );
  }
  return role;
}

async function insert(
  db: Db,
  me: Me,
  passwordHash: string,
  { confirmation: wanted, madeBy }: AccountPolicy,
): Promise<void> {
  const confirmation = me.role === "owner" ? null : wanted;
  await db.transaction().execute(async (transaction) => {
    const { id, username, displayName, email, role } = me;
    await transaction
      .insertInto("users")
      .values({
        ...{ id, username, display_name: displayName, email, role },
        ...foldedPerson(displayName, username),
        confirmation_required: confirmation !== null,
      })
      .execute();
    await refuseFormer(transaction, username, id);
    await sql`
      INSERT INTO credentials (user_id, provider_id, account_id, password_hash)
      VALUES (${id}, 'credential', ${id}, ${passwordHash})`.execute(transaction);
    if (madeBy) await record(transaction, madeBy, "account.created", id, { username, role });
    if (confirmation === null) return;
    const mail = { kind: "confirm-email", userId: id, email } as const;
    await queueMail(transaction, mail, confirmation.language, confirmation.now);
  });
}
