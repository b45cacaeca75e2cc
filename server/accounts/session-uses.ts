import { sql } from "kysely";
import { writeTokenUses } from "../api-tokens/uses.ts";
import type { Db } from "../store/database.ts";
import { Notes } from "../store/notes.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { noteLastUses } from "./last-use.ts";
import type { SessionLengths } from "./settings.ts";

/** The row of a session or an API token is written no more often than this, however busy it is, and on however many nodes. */
const WRITE_EVERY_SECONDS = 300;

interface Use {
  atMs: number;
  /** Null where it is not known. */
  address: string | null;
}

export interface SessionUsesParts {
  db: Db;
  lengths: SessionLengths;
  now(): Date;
  onFault(error: unknown): void;
}

/** When sessions and API tokens were used last, and from where: noted in memory, and written some minutes later. */
export class SessionUses {
  readonly #now: () => Date;
  readonly #notes: Notes<Use>;

  constructor({ db, lengths, now, onFault }: SessionUsesParts) {
    this.#now = now;
    this.#notes = new Notes({
      write: async (uses) => {
        await writeUses(db, lengths, uses);
        const ofTokens = uses.map(([tokenId, use]) => ({ tokenId, ...use }));
        await writeTokenUses(db, ofTokens, WRITE_EVERY_SECONDS);
      },
      merge: (before, { atMs, address }) => ({ atMs, address: address ?? before.address }),
      onFault,
    });
  }

  /**
   * @param sessionId Of a session or an API token.
   * @param address As `parseAddress` gives it; null where it is not known.
   */
  note(sessionId: string, address: string | null): void {
    this.#notes.note(sessionId, { atMs: this.#now().getTime(), address });
  }

  /** Writes what is due. */
  write(): Promise<void> {
    return this.#notes.write();
  }

  close(): Promise<void> {
    return this.#notes.close();
  }
}

/**
 * `updated_at` is when a session was used last; from then on it is open for as long as it may be unused. When its person
 * did anything last is kept beside it.
 */
async function writeUses(
  db: Db,
  { sessionIdleDays, sessionMaxDays }: SessionLengths,
  uses: readonly [sessionId: string, use: Use][],
): Promise<void> {
  const { rows } = await sql<{ userId: string; at: Date }>`
    WITH due AS (
      SELECT s.id, to_timestamp(q.at_ms / 1000.0) AS at, q.address
      FROM unnest(${uuidArray(uses.map(([id]) => id))}::uuid[],
        ${uses.map(([, { atMs }]) => atMs)}::float8[],
        ${uses.map(([, { address }]) => address)}::text[]) AS q (id, at_ms, address)
      JOIN sessions s ON s.id = q.id
      WHERE s.updated_at <= to_timestamp(q.at_ms / 1000.0) - make_interval(secs => ${WRITE_EVERY_SECONDS})
        AND s.expires_at > to_timestamp(q.at_ms / 1000.0)
      ORDER BY s.id
      FOR UPDATE OF s SKIP LOCKED
    )
    UPDATE sessions s
    SET updated_at = due.at, ip_address = coalesce(due.address, s.ip_address),
      expires_at = least(
        due.at + make_interval(days => ${sessionIdleDays}),
        s.created_at + make_interval(days => ${sessionMaxDays}))
    FROM due WHERE s.id = due.id
    RETURNING s.user_id AS "userId", due.at`.execute(db);
  const last = new Map<string, Date>();
  for (const { userId, at } of rows) {
    const before = last.get(userId);
    if (!before || before < at) last.set(userId, at);
  }
  await noteLastUses(db, last);
}
