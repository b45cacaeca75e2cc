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
import { type Permission, type ServerRole, serverRoles } from "@roost/protocol/permissions.ts";
import type { RegistrationMode } from "@roost/protocol/registration-modes.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import type { HeldRole, Me } from "@roost/protocol/user.ts";
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
  /** Null for who signs in with an identity provider. */
  password: string | null;
}

/** How somebody is known to an identity provider. */
export interface LinkedIdentity {
  providerId: string;
  accountId: string;
  /** Whether the provider knows that the address is theirs. */
  emailVerified: boolean;
}

/** How somebody comes in who is not the first. */
export interface Admission {
  /** The way that let them in; null where an administrator made the account. */
  by: Exclude<RegistrationMode, "closed"> | null;
  inviteId: string | null;
  /** They confirm their address before anything else. */
  confirms: boolean;
  /** They wait until somebody lets them in. */
  awaitsApproval: boolean;
}

export interface AccountPolicy {
  /** What the new person may do; the very first one owns the server, whatever this says. */
  role: Exclude<ServerRole, "owner">;
  /** A custom role that they are given with it, which is its base. */
  custom?: HeldRole & { permissions: readonly Permission[] };
  /**
   * Says how somebody comes in, and throws where they do not; asked before the password is hashed, and again, as
   * `isTaking`, in the transaction that makes the account. Not asked for who owns the server.
   */
  admit(db: Db, email: string, isTaking: boolean): Promise<Admission>;
  /** In which they are written to; null where that is not known. */
  language: MailLanguage | null;
  now: Date;
  /** Who makes it for somebody else: then the audit log has it. */
  madeBy?: AuditedActor;
  /** Signs the new person in. */
  linked?: LinkedIdentity;
}

/** For accounts that somebody makes who runs the server. */
export const admitted: Admission = {
  by: null,
  inviteId: null,
  confirms: false,
  awaitsApproval: false,
};

/**
 * Makes an account that can sign in with its password, or with an identity provider. The first one owns the server: of two
 * that come at the same time, a unique index lets one through and the other goes round again.
 *
 * Throws `auth.username_taken`, `auth.username_reserved`, `auth.email_taken`, `auth.password_common`,
 * `request.invalid`, `text.…`, and what `admit` throws.
 */
export async function createAccount(
  db: Db,
  passwords: Passwords,
  input: NewAccount,
  policy: AccountPolicy,
): Promise<{ me: Me; admission: Admission }> {
  const { password, ...account } = check(input);
  const expected = await roleFor(db, policy, account.username);
  if (expected !== "owner") await policy.admit(db, account.email, false);
  await refuseTaken(db, account);
  const passwordHash = password === null ? null : await passwords.hash(password);
  for (;;) {
    const role = await roleFor(db, policy, account.username);
    const permissions = [...permissionsOf(role, policy)];
    const me = { id: randomUUID(), ...account, role, permissions };
    try {
      const admission = await db.transaction().execute(async (tx) => {
        const found = role === "owner" ? admitted : await policy.admit(tx, me.email, true);
        await insert(tx, me, passwordHash, found, policy);
        return found;
      });
      return { me, admission };
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
  const password = input.password === null ? null : normalizePassword(input.password);
  const displayName = normalizeLine(input.displayName);
  refuseIf("User name", checkUsername(username));
  const problem = checkLine(displayName, limits.displayNameCharacters);
  if (problem) throw new Refusal(problem.code, `Display name: ${problem.detail}`);
  refuseIf("E-mail", checkEmail(email));
  if (password !== null) {
    refuseIf("Password", checkPassword(password));
    refuseCommonPassword(password, { username, displayName, email });
  }
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
  refuseReserved(username, permissionsOf(role, policy));
  return role;
}

function permissionsOf(role: ServerRole, { custom }: AccountPolicy): readonly Permission[] {
  return (role === "owner" ? undefined : custom?.permissions) ?? serverRoles[role];
}

async function insert(
  transaction: Db,
  { id, username, displayName, email, role }: Me,
  passwordHash: string | null,
  { by, inviteId, confirms, awaitsApproval }: Admission,
  { language, now, madeBy, linked, custom }: AccountPolicy,
): Promise<void> {
  await transaction
    .insertInto("users")
    .values({
      ...{ id, username, display_name: displayName, email, role, language },
      custom_role_id: role === "owner" ? null : (custom?.id ?? null),
      ...foldedPerson(displayName, username),
      confirmation_required: confirms,
      ...{ registered_by: by, invite_id: inviteId },
      approval: awaitsApproval ? "awaited" : null,
      email_verified: linked?.emailVerified ?? false,
    })
    .execute();
  await refuseFormer(transaction, username, id);
  const { providerId, accountId } = linked ?? { providerId: "credential", accountId: id };
  await sql`
    INSERT INTO credentials (user_id, provider_id, account_id, password_hash)
    VALUES (${id}, ${providerId}, ${accountId}, ${passwordHash})`.execute(transaction);
  const customRole = custom && { id: custom.id, name: custom.name };
  const details = { username, role, ...(customRole && { customRole }) };
  if (madeBy) await record(transaction, madeBy, "account.created", id, details);
  if (!confirms) return;
  const mail = { kind: "confirm-email", userId: id, email } as const;
  await queueMail(transaction, mail, language ?? "en", now);
}
