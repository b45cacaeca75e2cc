import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

export interface ServerSecrets {
  /** Names this server in its tokens. Stays the same under every address and on every node. */
  serverId: string;
  /** Signs session cookies and encrypts the private signing keys. */
  secret: string;
}

/**
 * Reads what the nodes of this server share; the very first start invents it.
 *
 * @param secret Used instead of the stored secret.
 */
export async function loadServerSecrets(
  db: Db,
  secret: string | undefined,
): Promise<ServerSecrets> {
  return {
    serverId: await readOrInvent(db, "server_id", randomUUID()),
    secret: secret ?? (await readOrInvent(db, "secret", randomBytes(48).toString("base64url"))),
  };
}

/** Of nodes that start together, the first to insert decides. */
async function readOrInvent(db: Db, name: string, invented: string): Promise<string> {
  await sql`
    INSERT INTO server_secrets (name, value) VALUES (${name}, ${invented})
    ON CONFLICT (name) DO NOTHING`.execute(db);
  const found = await sql<{ value: string }>`
    SELECT value FROM server_secrets WHERE name = ${name}`.execute(db);
  const value = found.rows[0]?.value;
  if (value === undefined) throw new Error(`The table server_secrets has no ${name}`);
  return value;
}
