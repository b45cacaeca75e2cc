import { randomUUID } from "node:crypto";
import { loadServerSecrets } from "@roost/server/accounts/server-secrets.ts";
import { openDatabase } from "@roost/server/store/database.ts";
import { type Embedded, startEmbedded } from "@roost/server/store/embedded/start-embedded.ts";
import { openTokenSigner } from "@roost/server/testing/token-signer.ts";
import { type LevelWithSilent, pino } from "pino";

/** The only part of the stage that reaches into the server: what must exist before it is measured. */

const log = pino({ level: "error" });

const tokenLifetimeSeconds = 86_400;
/** Rows of one INSERT. */
const rowsAtOnce = 2_000;

/**
 * A PostgreSQL as durable as in production.
 *
 * @param settings More of PostgreSQL's settings, by name.
 * @param logLevel Higher where its end is no news.
 */
export function startPostgres(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  logLevel: LevelWithSilent = "error",
): Promise<Embedded> {
  const tuning = { maxConnections: 200, settings };
  return startEmbedded({ dataDir, log: log.child({}, { level: logLevel }), tuning });
}

export interface SeededUser {
  id: string;
  username: string;
  token: string;
}

/** Fills the database of a server faster than sign-ups would. */
export interface Seed {
  /** People with an open session each, and a token that is good for a day. */
  addUsers(count: number): Promise<SeededUser[]>;
  /** A room with these members and no messages. */
  addRoom(name: string, userIds: readonly string[]): Promise<string>;
  /** Many of them: a list of members for each. Returns their ids in the same order. */
  addRooms(memberLists: readonly (readonly string[])[]): Promise<string[]>;
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** @param databaseUrl of a server that was started once, so that its tables and its key exist. */
export async function openSeed(databaseUrl: string): Promise<Seed> {
  const database = openDatabase(databaseUrl, 4);
  const secrets = await loadServerSecrets(database.db, undefined);
  const sign = await openTokenSigner(database.db, secrets, tokenLifetimeSeconds);
  let made = 0;

  async function addUsers(usernames: readonly string[]): Promise<SeededUser[]> {
    const people = usernames.map((username) => ({
      username,
      id: randomUUID(),
      sessionId: randomUUID(),
    }));
    const ids = people.map(({ id }) => id);
    await database.pool.query(
      `INSERT INTO users (id, username, display_name, email)
       SELECT id, username, username, username || '@example.org'
       FROM unnest($1::uuid[], $2::text[]) AS t (id, username)`,
      [ids, usernames],
    );
    await database.pool.query(
      `INSERT INTO sessions (id, user_id, token, expires_at)
       SELECT id, user_id, id, now() + interval '1 day'
       FROM unnest($1::uuid[], $2::uuid[]) AS t (id, user_id)`,
      [people.map(({ sessionId }) => sessionId), ids],
    );
    const signed = people.map(async ({ id, sessionId, username }) => {
      const identity = { userId: id, sessionId, username, displayName: username };
      return { id, username, token: await sign({ ...identity, role: "member" }) };
    });
    return Promise.all(signed);
  }

  async function addRooms(
    names: readonly string[],
    memberLists: readonly (readonly string[])[],
  ): Promise<string[]> {
    const ids = memberLists.map(() => randomUUID());
    await database.pool.query(
      `INSERT INTO rooms (id, kind, name, version, member_count)
       SELECT id, 'public', name, 1, members
       FROM unnest($1::uuid[], $2::text[], $3::int[]) AS t (id, name, members)`,
      [ids, names, memberLists.map(({ length }) => length)],
    );
    const members = memberLists.flatMap((list, at) =>
      list.map((userId) => ({ roomId: ids[at] as string, userId })),
    );
    for (const some of inPortions(members)) {
      await database.pool.query(
        `INSERT INTO members (room_id, user_id, role, version)
         SELECT room_id, user_id, 'member', 1
         FROM unnest($1::uuid[], $2::uuid[]) AS t (room_id, user_id)`,
        [some.map(({ roomId }) => roomId), some.map(({ userId }) => userId)],
      );
    }
    return ids;
  }

  return {
    async addUsers(count) {
      const usernames = Array.from({ length: count }, (_, index) => `bench-${made + index + 1}`);
      made += count;
      const users: SeededUser[] = [];
      for (const some of inPortions(usernames)) users.push(...(await addUsers(some)));
      return users;
    },
    async addRoom(name, userIds) {
      const [id] = await addRooms([name], [userIds]);
      return id as string;
    },
    async addRooms(memberLists) {
      const ids: string[] = [];
      for (const lists of inPortions(memberLists)) {
        const names = lists.map((_, index) => `room ${ids.length + index + 1}`);
        ids.push(...(await addRooms(names, lists)));
      }
      return ids;
    },
    async query<Row>(text: string, values: unknown[] = []) {
      const { rows } = await database.pool.query(text, values);
      return rows as Row[];
    },
    close: () => database.close(),
  };
}

function inPortions<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
