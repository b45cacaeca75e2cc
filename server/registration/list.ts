import { normalizeEmail } from "@roost/protocol/account-rules.ts";
import { isEmail } from "@roost/protocol/login.ts";
import type {
  RegistrationRequest,
  RegistrationsPage,
  RegistrationsQuery,
} from "@roost/protocol/registration.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

type Row = Omit<RegistrationRequest, "askedAt" | "decidedAt"> & {
  askedAt: Date;
  decidedAt: Date | null;
};

/** Those who asked to be let in. Throws `request.invalid` for a cursor of another list. */
export async function listRegistrations(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: RegistrationsQuery,
): Promise<RegistrationsPage> {
  requireRight(actor, "registrations");
  return readRegistrations(db, query, query.limit ?? pageSize);
}

export async function readRegistrations(
  db: Db,
  query: RegistrationsQuery,
  limit: number,
): Promise<RegistrationsPage> {
  const { sort = "oldest" } = query;
  const order = sort === "newest" ? "u.created_at DESC, u.id DESC" : "u.created_at, u.id";
  const { rows } = await sql<Row>`
    SELECT u.id, u.username, u.display_name AS "displayName", u.email,
      NOT u.confirmation_required OR u.email_verified AS "isConfirmed", u.approval AS "state",
      u.created_at AS "askedAt", u.approval_decided_at AS "decidedAt",
      u.approval_decided_by AS "decidedBy", u.approval_reason AS "reason"
    FROM users u
    WHERE ${sql.join(conditions(query, sort), sql` AND `)}
    ORDER BY ${sql.raw(order)}
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ id }) => [id]);
  const users = await loadPeople(
    db,
    rows.flatMap(({ decidedBy }) => decidedBy ?? []),
  );
  return { registrations: rows.map(toRequest), users, nextCursor: next };
}

function conditions(
  { query = "", state, cursor }: RegistrationsQuery,
  sort: NonNullable<RegistrationsQuery["sort"]>,
): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = [sql`u.approval IS NOT NULL`];
  if (isEmail(query)) all.push(sql`u.email = ${normalizeEmail(query)}`);
  else if (query !== "") all.push(foundBy("u.name_folded", query));
  if (state !== undefined) all.push(sql`u.approval = ${state}`);
  if (cursor !== undefined) {
    const [id] = decodeCursor(cursor, 1);
    const last = sql`(SELECT l.created_at, l.id FROM users l WHERE l.id::text = ${id})`;
    all.push(
      sort === "newest" ? sql`(u.created_at, u.id) < ${last}` : sql`(u.created_at, u.id) > ${last}`,
    );
  }
  return all;
}

function toRequest({ askedAt, decidedAt, ...row }: Row): RegistrationRequest {
  return {
    ...row,
    askedAt: askedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
