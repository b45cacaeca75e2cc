import type { Me } from "@roost/protocol/user.ts";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import type { KnownRole } from "./current-roles.ts";
import type { Device } from "./device-tokens.ts";
import { type StandingRow, standingOf, withStanding } from "./standing.ts";
import { isKeptOut } from "./suspension.ts";
import { asUser, type UserRow, userColumns } from "./user-columns.ts";

type MeRow = UserRow & StandingRow & Pick<Me, "email">;

/** A sign-in as somebody knows it. */
export interface KnownSession extends Pick<Device, "sessionId" | "scopes"> {
  /** Of its person; null where that is not known yet. */
  role: KnownRole | null;
}

/** Sessions that are open, and API tokens that are of use: their ids, and whose they are. */
const openSignIns = {
  session: sql`SELECT id, user_id FROM sessions WHERE expires_at > now()`,
  token: sql`
    SELECT t.id, t.user_id FROM api_tokens t JOIN users u ON u.id = t.user_id
    WHERE (t.expires_at IS NULL OR t.expires_at > now()) AND NOT ${isKeptOut("u")}`,
} as const;

/** The sign-ins of each kind: most are sessions, and nothing is asked of a kind that is not among them. */
function byMeans<One extends Pick<Device, "scopes">>(all: readonly One[]) {
  const [sessions, tokens]: [One[], One[]] = [[], []];
  for (const one of all) (one.scopes === null ? sessions : tokens).push(one);
  const kinds = [
    { open: openSignIns.session, some: sessions },
    { open: openSignIns.token, some: tokens },
  ];
  return kinds.filter(({ some }) => some.length > 0);
}

/** Those of the sign-ins that are not open any more, and the people whose role is another one now. */
export async function findOutdated(
  db: Db,
  known: readonly KnownSession[],
): Promise<{ ended: Set<string>; changed: Set<string> }> {
  const found = byMeans(known).flatMap(({ open, some }) =>
    byRole(some).map((alike) => outdatedOf(db, open, alike)),
  );
  const rows = (await Promise.all(found)).flat();
  return {
    ended: new Set(rows.flatMap(({ id, userId }) => (userId === null ? id : []))),
    changed: new Set(rows.flatMap(({ userId }) => userId ?? [])),
  };
}

/** Most are of one role: nothing but their ids is sent for each. */
function byRole(known: readonly KnownSession[]): KnownSession[][] {
  const roles = Map.groupBy(known, ({ role }) => role && `${role.role} ${role.customRoleId}`);
  return [...roles.values()];
}

/** @param known With one role. */
async function outdatedOf(db: Db, open: RawBuilder<unknown>, known: readonly KnownSession[]) {
  const { role = null, customRoleId = null } = known[0]?.role ?? {};
  const { rows } = await sql<{ id: string; userId: string | null }>`
    SELECT known.id, s.user_id AS "userId"
    FROM unnest(${uuidArray(known.map(({ sessionId }) => sessionId))}::uuid[]) AS known (id)
    LEFT JOIN (${open}) s ON s.id = known.id
    LEFT JOIN users u ON u.id = s.user_id
    WHERE s.id IS NULL OR ${role}::text IS NOT NULL
      AND (u.role, u.custom_role_id) IS DISTINCT FROM (${role}::text, ${customRoleId}::uuid)`.execute(
    db,
  );
  return rows;
}

/** A person as they see themselves; null where there is no such account. */
export async function findMe(db: Db, userId: string): Promise<Me | null> {
  const [me] = await findPeople(db, [userId]);
  return me ?? null;
}

/** People as they see themselves. */
export async function findPeople(db: Db, userIds: readonly string[]): Promise<Me[]> {
  const { rows } = await sql<MeRow>`
    SELECT ${sql.raw(userColumns("u"))}, email, ${standingOf("u")}
    FROM users u WHERE id = ANY(${uuidArray(userIds)}::uuid[])`.execute(db);
  return rows.map((row) => asUser(withStanding(row)));
}

/**
 * The people of sign-ins that are open now, in the given order; null where one was ended. A token of a session outlives
 * it by some minutes, and so does what a node knows of an API token; what stays connected for hours asks here once.
 */
export async function findSignedIn(db: Db, visitors: readonly Device[]): Promise<(Me | null)[]> {
  const kinds = byMeans(visitors);
  const [only] = kinds;
  if (only && kinds.length === 1) return signedInOf(db, only.open, visitors);
  const found = new Map<Device, Me | null>();
  const asked = kinds.map(async ({ open, some }) => {
    const people = await signedInOf(db, open, some);
    some.forEach((one, place) => void found.set(one, people[place] ?? null));
  });
  await Promise.all(asked);
  return visitors.map((one) => found.get(one) ?? null);
}

async function signedInOf(
  db: Db,
  open: RawBuilder<unknown>,
  visitors: readonly Device[],
): Promise<(Me | null)[]> {
  const { rows } = await sql<MeRow & { ord: number }>`
    SELECT v.ord::int, ${sql.raw(userColumns("u"))}, u.email, ${standingOf("u")}
    FROM unnest(${uuidArray(visitors.map((one) => one.sessionId))}::uuid[],
      ${uuidArray(visitors.map((one) => one.userId))}::uuid[]) WITH ORDINALITY AS v (session_id, user_id, ord)
    JOIN (${open}) s ON s.id = v.session_id AND s.user_id = v.user_id
    JOIN users u ON u.id = s.user_id`.execute(db);
  const found: (Me | null)[] = visitors.map(() => null);
  for (const { ord, ...me } of rows) found[ord - 1] = asUser(withStanding(me));
  return found;
}
