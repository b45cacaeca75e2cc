import type { AuditAction, AuditDetails } from "@roost/protocol/audit.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import { sql } from "kysely";
import { isSilenced } from "../accounts/silence.ts";
import { type Standing, type StandingRow, standingOf, withStanding } from "../accounts/standing.ts";
import { isKeptOut, isSuspended } from "../accounts/suspension.ts";
import { type Actor, actorOf, requireRight } from "../actor.ts";
import { type AuditedActor, record } from "../audit/record.ts";
import type { BusEvent } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

export interface PeopleContext {
  database: Context["database"];
  bus: Pick<Context["bus"], "publish">;
}

/** Who runs commands on the server may do everything to everybody. */
export const commandLine = { id: null, means: "command line" } as const satisfies AuditedActor;

/** Who knows the groups of people. */
export const identityProvider = { id: null, means: "provider" } as const satisfies AuditedActor;

/** Who looks after the people of a server. */
export type Manager = Actor | typeof commandLine | typeof identityProvider;

/** Somebody whose account is changed, as they are under its lock. */
export interface Managed extends Standing {
  id: string;
  suspendedAt: Date | null;
  silencedAt: Date | null;
  isBot: boolean;
  /** Also who is to be deleted. */
  isKeptOut: boolean;
}

/** What a change of an account works with. */
export interface PersonChange {
  tx: Db;
  person: Managed;
  /** The manager, as they are under their lock; null for the command line. */
  me: Managed | null;
  /** To be told after the commit. */
  tell(events: readonly BusEvent[]): void;
  /** Adds an entry about the person to the audit log. */
  record<Action extends AuditAction>(action: Action, details: AuditDetails[Action]): Promise<void>;
}

export interface ChangeOptions {
  /** It writes into the person's log, too. */
  writesLog?: boolean;
}

/**
 * Changes somebody's account in one transaction that holds its lock and the manager's, so that nobody acts with a role
 * that they have lost.
 *
 * Throws `user.not_found`, `auth.forbidden`, `people.rank`, and what `work` throws.
 */
export async function changePerson<Result>(
  { database, bus }: PeopleContext,
  manager: Manager,
  operation: Operation,
  userId: string,
  work: (change: PersonChange) => Promise<Result>,
  { writesLog = false }: ChangeOptions = {},
): Promise<Result> {
  const events: BusEvent[] = [];
  const result = await database.db.transaction().execute(async (tx) => {
    if (writesLog) await lockLog(tx, userId);
    const ids = [userId, ...(manager.id === null ? [] : [manager.id])];
    const locked = await lockPeople(tx, ids, writesLog ? "NO KEY UPDATE" : "UPDATE");
    const person = locked.get(userId.toLowerCase()) ?? null;
    const me = manager.id === null ? null : (locked.get(manager.id) ?? null);
    if (manager.id !== null) {
      if (!me || me.isKeptOut)
        throw new Refusal("auth.required", "This account is no longer in use.");
      requireRight(actorOf(me, manager.means), operation, { person });
    }
    if (!person) throw new Refusal("user.not_found");
    return work({
      tx,
      person,
      me,
      tell: (more) => void events.push(...more),
      record: (action, details) => record(tx, manager, action, person.id, details),
    });
  });
  bus.publish(events);
  return result;
}

/**
 * Before the account. What else writes to a log has rows that refer to the account, some written before the log is locked and some
 * after: so the account is locked in a way that leaves these alone.
 */
async function lockLog(tx: Db, userId: string): Promise<void> {
  await sql`SELECT FROM persons WHERE user_id = ${userId} FOR UPDATE`.execute(tx);
}

/** In one order, so that two who act on each other do not wait for each other for ever. */
export async function lockPeople(
  tx: Db,
  userIds: readonly string[],
  strength: "UPDATE" | "NO KEY UPDATE" = "UPDATE",
): Promise<Map<string, Managed>> {
  const { rows } = await sql<Omit<Managed, keyof Standing> & StandingRow>`
    SELECT id, ${standingOf("u")}, CASE WHEN ${isSuspended("u")} THEN suspended_at END AS "suspendedAt",
      CASE WHEN ${isSilenced("u")} THEN silenced_at END AS "silencedAt",
      ${isKeptOut("u")} AS "isKeptOut", is_bot AS "isBot"
    FROM users u WHERE id = ANY(${uuidArray(userIds)}::uuid[]) AND deleted_at IS NULL
    ORDER BY id FOR ${sql.raw(strength)}`.execute(tx);
  return new Map(rows.map((row) => [row.id, withStanding(row)]));
}
