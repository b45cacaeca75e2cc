import { randomUUID } from "node:crypto";
import { openAccounts } from "@roost/server/accounts/accounts.ts";
import { MemoryBus } from "@roost/server/bus/memory.ts";
import { openDatabase } from "@roost/server/store/database.ts";
import { startEmbedded } from "@roost/server/store/embedded/start-embedded.ts";
import { pino } from "pino";

/** The only part of the bench that reaches into the server: what must exist before it is measured. */

const log = pino({ level: "error" });

/** A PostgreSQL as durable as in production. */
export async function startPostgres(
  dataDir: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  return startEmbedded({ dataDir, log, tuning: { maxConnections: 200 } });
}

export interface SeededUser {
  id: string;
  username: string;
  token: string;
}

/** Fills the database of a server faster than sign-ups would. */
export interface Seed {
  /** People with an open session each. */
  addUsers(count: number): Promise<SeededUser[]>;
  /** A room with these members and no messages. */
  addRoom(name: string, userIds: readonly string[]): Promise<string>;
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openSeed(databaseUrl: string): Promise<Seed> {
  const database = openDatabase(databaseUrl, 4);
  const accounts = await openAccounts({
    database,
    bus: new MemoryBus((error) => log.error(error)),
    log,
    settings: {
      publicUrl: undefined,
      trustProxy: false,
      registration: "open",
      secret: undefined,
      tokenLifetimeSeconds: 86_400,
    },
    onAccountCreated: async () => {},
  });
  let made = 0;

  async function addUser(username: string): Promise<SeededUser> {
    const [id, sessionId] = [randomUUID(), randomUUID()];
    await database.pool.query(
      "INSERT INTO users (id, username, display_name, email) VALUES ($1, $2, $3, $4)",
      [id, username, username, `${username}@example.org`],
    );
    await database.pool.query(
      `INSERT INTO sessions (id, user_id, token, expires_at)
       VALUES ($1, $2, $3, now() + interval '1 day')`,
      [sessionId, id, sessionId],
    );
    const identity = { userId: id, sessionId, username, displayName: username };
    return { id, username, token: await accounts.tokens.mint({ ...identity, role: "member" }) };
  }

  return {
    async addUsers(count) {
      const users: SeededUser[] = [];
      for (let index = 0; index < count; index++) {
        made += 1;
        users.push(await addUser(`bench-${made}`));
      }
      return users;
    },
    async addRoom(name, userIds) {
      const id = randomUUID();
      await database.pool.query(
        `INSERT INTO rooms (id, kind, name, version, member_count) VALUES ($1, 'public', $2, 1, $3)`,
        [id, name, userIds.length],
      );
      await database.pool.query(
        `INSERT INTO members (room_id, user_id, role, version)
         SELECT $1, unnest($2::uuid[]), 'member', 1`,
        [id, userIds],
      );
      return id;
    },
    async query<Row>(text: string, values: unknown[] = []) {
      const { rows } = await database.pool.query(text, values);
      return rows as Row[];
    },
    close: () => database.close(),
  };
}
