import type { ApiToken } from "@roost/protocol/api-tokens.ts";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../store/database.ts";

type Row = Omit<ApiToken, "createdAt" | "expiresAt" | "usedAt"> & {
  createdAt: Date;
  expiresAt: Date | null;
  usedAt: Date | null;
};

/** The API tokens of an account, the newest first. */
export function listApiTokens(db: Db, userId: string): Promise<ApiToken[]> {
  return readRows(db, sql`user_id = ${userId}`);
}

/** One that there is. */
export async function readApiToken(db: Db, id: string): Promise<ApiToken> {
  const [token] = await readRows(db, sql`id = ${id}`);
  return token as ApiToken;
}

async function readRows(db: Db, condition: RawBuilder<boolean>): Promise<ApiToken[]> {
  const { rows } = await sql<Row>`
    SELECT id, name, hint, scopes, created_at AS "createdAt", created_by AS "createdBy",
      expires_at AS "expiresAt", used_at AS "usedAt", used_from AS "usedFrom"
    FROM api_tokens WHERE ${condition}
    ORDER BY created_at DESC, id DESC`.execute(db);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    usedAt: row.usedAt?.toISOString() ?? null,
  }));
}
