import { randomUUID } from "node:crypto";
import { loadServerSecrets } from "@roost/server/accounts/server-secrets.ts";
import { type Database, openDatabase } from "@roost/server/store/database.ts";
import { type Embedded, startEmbedded } from "@roost/server/store/embedded/start-embedded.ts";
import { openTokenSigner, type TokenSigner } from "@roost/server/testing/token-signer.ts";
import { type LevelWithSilent, pino } from "pino";

// The only part of the stage that reaches into the server beyond its testing: what must exist before
// anything is measured.

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

/** @param databaseUrl of a server that was started once, so that its tables and its key exist. */
export async function openSeed(databaseUrl: string): Promise<Seed> {
  const database = openDatabase(databaseUrl, 4);
  const secrets = await loadServerSecrets(database.db, undefined);
  return new Seed(database, await openTokenSigner(database.db, secrets, tokenLifetimeSeconds));
}

/** Fills the database of a server faster than sign-ups would. */
export class Seed {
  readonly #database: Database;
  readonly #sign: TokenSigner;
  #users = 0;

  constructor(database: Database, sign: TokenSigner) {
    this.#database = database;
    this.#sign = sign;
  }

  /** People with an open session each, and a token that is good for a day. */
  async addUsers(count: number): Promise<SeededUser[]> {
    const first = this.#users + 1;
    this.#users += count;
    const usernames = Array.from({ length: count }, (_, index) => `bench-${first + index}`);
    const users: SeededUser[] = [];
    for (const some of inPortions(usernames)) users.push(...(await this.#insertUsers(some)));
    return users;
  }

  /** A room with these members and no messages. */
  async addRoom(name: string, userIds: readonly string[]): Promise<string> {
    const [id] = await this.#insertRooms([name], [userIds]);
    return id as string;
  }

  /** Many of them: a list of members for each. Returns their ids in the same order. */
  async addRooms(memberLists: readonly (readonly string[])[]): Promise<string[]> {
    const ids: string[] = [];
    for (const lists of inPortions(memberLists)) {
      const names = lists.map((_, index) => `room ${ids.length + index + 1}`);
      ids.push(...(await this.#insertRooms(names, lists)));
    }
    return ids;
  }

  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#database.pool.query(text, values);
    return rows as Row[];
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #insertUsers(usernames: readonly string[]): Promise<SeededUser[]> {
    const people = usernames.map((username) => ({
      username,
      id: randomUUID(),
      sessionId: randomUUID(),
    }));
    const ids = people.map(({ id }) => id);
    await this.query(
      `INSERT INTO users (id, username, display_name, email)
       SELECT id, username, username, username || '@example.org'
       FROM unnest($1::uuid[], $2::text[]) AS t (id, username)`,
      [ids, usernames],
    );
    await this.query(
      `INSERT INTO sessions (id, user_id, token, expires_at)
       SELECT id, user_id, id, now() + interval '1 day'
       FROM unnest($1::uuid[], $2::uuid[]) AS t (id, user_id)`,
      [people.map(({ sessionId }) => sessionId), ids],
    );
    const signed = people.map(async ({ id, sessionId, username }) => {
      const identity = { userId: id, sessionId, username, displayName: username };
      return { id, username, token: await this.#sign({ ...identity, role: "member" }) };
    });
    return Promise.all(signed);
  }

  async #insertRooms(
    names: readonly string[],
    memberLists: readonly (readonly string[])[],
  ): Promise<string[]> {
    const ids = memberLists.map(() => randomUUID());
    await this.query(
      `INSERT INTO rooms (id, kind, name, version, member_count)
       SELECT id, 'public', name, 1, members
       FROM unnest($1::uuid[], $2::text[], $3::int[]) AS t (id, name, members)`,
      [ids, names, memberLists.map(({ length }) => length)],
    );
    const members = memberLists.flatMap((list, at) =>
      list.map((userId) => ({ roomId: ids[at] as string, userId })),
    );
    for (const some of inPortions(members)) {
      await this.query(
        `INSERT INTO members (room_id, user_id, role, version)
         SELECT room_id, user_id, 'member', 1
         FROM unnest($1::uuid[], $2::uuid[]) AS t (room_id, user_id)`,
        [some.map(({ roomId }) => roomId), some.map(({ userId }) => userId)],
      );
    }
    return ids;
  }
}

function inPortions<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
