import { randomUUID } from "node:crypto";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import { loadServerSecrets } from "@roost/server/accounts/server-secrets.ts";
import { type Database, openDatabase } from "@roost/server/store/database.ts";
import { type Embedded, startEmbedded } from "@roost/server/store/embedded/start-embedded.ts";
import { type FoldedName, foldedName, foldedPerson } from "@roost/server/store/folded-name.ts";
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
  async addUsers(count: number, role: ServerRole = "member"): Promise<SeededUser[]> {
    const first = this.#users + 1;
    this.#users += count;
    const usernames = Array.from({ length: count }, (_, index) => `bench-${first + index}`);
    const users: SeededUser[] = [];
    for (const some of inPortions(usernames)) users.push(...(await this.#insertUsers(some, role)));
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

  /** Messages of a room without any, a minute apart from `from` on: "message 1", "message 2" … */
  async addMessages(roomId: string, authorId: string, count: number, from: Date): Promise<void> {
    await this.query(
      `INSERT INTO messages (room_id, number, version, author_id, client_message_id, body, created_at)
       SELECT $1, n, 1 + n, $2, gen_random_uuid(), 'message ' || n,
         $4::timestamptz + (n - 1) * interval '1 minute'
       FROM generate_series(1, $3::bigint) n`,
      [roomId, authorId, count, from],
    );
    await this.query("UPDATE rooms SET last_number = $2, version = 1 + $2::bigint WHERE id = $1", [
      roomId,
      count,
    ]);
  }

  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#database.pool.query(text, values);
    return rows as Row[];
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #insertUsers(usernames: readonly string[], role: ServerRole): Promise<SeededUser[]> {
    const people = usernames.map((username) => ({
      username,
      id: randomUUID(),
      sessionId: randomUUID(),
    }));
    const ids = people.map(({ id }) => id);
    await this.query(
      `INSERT INTO users (id, username, display_name, email, role, name_folded, name_order, folded_from)
       SELECT id, username, username, username || '@example.org', $6, folded, ord, origin
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
         AS t (id, username, folded, ord, origin)`,
      [ids, usernames, ...columnsOf(usernames.map((name) => foldedPerson(name, name))), role],
    );
    await this.query(
      `INSERT INTO sessions (id, user_id, token, expires_at)
       SELECT id, user_id, id, now() + interval '1 day'
       FROM unnest($1::uuid[], $2::uuid[]) AS t (id, user_id)`,
      [people.map(({ sessionId }) => sessionId), ids],
    );
    const signed = people.map(async ({ id, sessionId, username }) => {
      const identity = {
        userId: id,
        sessionId,
        username,
        displayName: username,
        customRoleId: null,
      };
      return { id, username, token: await this.#sign({ ...identity, role }) };
    });
    return Promise.all(signed);
  }

  async #insertRooms(
    names: readonly string[],
    memberLists: readonly (readonly string[])[],
  ): Promise<string[]> {
    const ids = memberLists.map(() => randomUUID());
    await this.query(
      `INSERT INTO rooms (id, kind, name, version, member_count, name_folded, name_order, folded_from)
       SELECT id, 'public', name, 1, members, folded, ord, origin
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
         AS t (id, name, members, folded, ord, origin)`,
      [
        ids,
        names,
        memberLists.map(({ length }) => length),
        ...columnsOf(names.map((name) => foldedName(name))),
      ],
    );
    const members = memberLists.flatMap((list, at) =>
      list.map((userId) => ({ roomId: ids[at] as string, userId })),
    );
    for (const some of inPortions(members)) {
      await this.query(
        `INSERT INTO members (room_id, user_id, role, version, placed_version)
         SELECT room_id, user_id, 'member', 1, 1
         FROM unnest($1::uuid[], $2::uuid[]) AS t (room_id, user_id)`,
        [some.map(({ roomId }) => roomId), some.map(({ userId }) => userId)],
      );
      await this.query(
        `INSERT INTO places (user_id, room_id, version, member_version, read_number, set_at)
         SELECT t.user_id, room_id, coalesce(p.version, 0) + row_number() OVER (PARTITION BY t.user_id),
           1, 0, 0
         FROM unnest($1::uuid[], $2::uuid[]) AS t (room_id, user_id)
         LEFT JOIN persons p ON p.user_id = t.user_id`,
        [some.map(({ roomId }) => roomId), some.map(({ userId }) => userId)],
      );
      await this.query(
        `INSERT INTO persons (user_id, version)
         SELECT user_id, max(version) FROM places WHERE user_id = ANY($1::uuid[]) GROUP BY user_id
         ON CONFLICT (user_id) DO UPDATE SET version = excluded.version`,
        [some.map(({ userId }) => userId)],
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

function columnsOf(names: readonly FoldedName[]): string[][] {
  return [
    names.map((one) => one.name_folded),
    names.map((one) => one.name_order),
    names.map((one) => one.folded_from),
  ];
}
