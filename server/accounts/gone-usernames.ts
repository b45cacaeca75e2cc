import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

const hashOfName = (name: string) => createHash("sha256").update(name).digest("base64url");

/** Keeps names from everybody, now that nobody has them. */
export async function keepNames(tx: Db, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await sql`
      INSERT INTO gone_usernames (hash) VALUES (${hashOfName(name)}) ON CONFLICT DO NOTHING`.execute(
      tx,
    );
  }
}

/** Whether somebody had a name who is gone. */
export async function isGone(db: Db, name: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM gone_usernames WHERE hash = ${hashOfName(name)}`.execute(db);
  return rows.length > 0;
}
