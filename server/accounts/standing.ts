import { type Permission, type ServerRole, serverRoles } from "@roost/protocol/permissions.ts";
import type { Me } from "@roost/protocol/user.ts";
import { type RawBuilder, sql } from "kysely";

/** What somebody is on this server, and may do. */
export type Standing = Pick<Me, "role" | "permissions" | "customRole">;

/** What `standingOf` selects. */
export interface StandingRow {
  role: ServerRole;
  custom: { id: string; name: string; permissions: Permission[] } | null;
}

/** The columns of a `StandingRow` of the table `users`, by its name in a query. */
export function standingOf(users: string): RawBuilder<unknown> {
  const user = sql.raw(users);
  return sql`${user}.role, (
    SELECT ${asJson} FROM custom_roles c WHERE c.id = ${user}.custom_role_id
  ) AS custom`;
}

/** The same, with the role joined (`standingJoin`): where a query reads tables that may be distributed. */
export function joinedStandingOf(users: string): RawBuilder<unknown> {
  return sql`${sql.raw(users)}.role, CASE WHEN c.id IS NOT NULL THEN ${asJson} END AS custom`;
}

export function standingJoin(users: string): RawBuilder<unknown> {
  return sql`LEFT JOIN custom_roles c ON c.id = ${sql.raw(users)}.custom_role_id`;
}

const asJson = sql`jsonb_build_object('id', c.id, 'name', c.name, 'permissions', c.permissions)`;

/** As a row says it, which may have more columns: those stay. */
export function withStanding<Row extends StandingRow>({
  custom,
  ...row
}: Row): Omit<Row, "custom"> & Standing {
  if (!custom) return { ...row, permissions: [...serverRoles[row.role]] };
  const { permissions, ...customRole } = custom;
  return { ...row, customRole, permissions };
}

/** Whether somebody of the table `users` has a permission, as a condition of a query. */
export function hasPermission(users: string, permission: Permission): RawBuilder<boolean> {
  const user = sql.raw(users);
  const roles = Object.entries(serverRoles).flatMap(([role, all]) =>
    all.includes(permission) ? role : [],
  );
  return sql<boolean>`CASE WHEN ${user}.custom_role_id IS NULL THEN ${user}.role = ANY(${roles}::text[])
    ELSE EXISTS (
      SELECT FROM custom_roles c
      WHERE c.id = ${user}.custom_role_id AND ${permission} = ANY(c.permissions)
    ) END`;
}
