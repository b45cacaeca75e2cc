import type { Row, RowKind, Rows } from "@roost/protocol/changes.ts";
import type { User } from "@roost/protocol/user.ts";
import { type Insertable, isExpression, type RawBuilder, sql } from "kysely";
import type { RoomEvent } from "../../bus/bus.ts";
import { columnList } from "../../store/column-list.ts";
import type { Db, Reader } from "../../store/database.ts";
import type { Schema } from "../../store/schema.ts";
import { type RoomRow, type RoomSettings, roomSettings, toRoom } from "../row.ts";
import { kinds, peopleIn, type Stored, usersIn } from "./kinds.ts";

type Columns<K extends RowKind> = Omit<Insertable<Schema[K]>, "room_id" | "version">;
/** Columns of a new row; SQL is for what the database knows better. */
type Values<K extends RowKind> = {
  [C in keyof Columns<K>]: Columns<K>[C] | RawBuilder<Columns<K>[C]>;
};

/**
 * One change of a room's log under way. Rows are written by it alone, and `tx` only reads: so every
 * row that is written has the new version, is told to whoever follows the room, and raises the
 * room's version.
 */
export class LogChange {
  /** The connection that holds the room's lock, in a transaction. */
  readonly tx: Reader;
  readonly version: number;
  /** The connection that is told of the change by its answer, and not once more by the event. */
  origin: string | undefined;
  readonly #db: Db;
  readonly #before: RoomRow;
  /** What was written, by the key within the room: of a row that was written twice, what it is now. */
  readonly #written: { [K in RowKind]?: Map<string, Row<K>> } = {};
  #room: RoomRow;
  #hasWritten = false;

  constructor(db: Db, room: RoomRow) {
    this.tx = db;
    this.#db = db;
    this.#before = room;
    this.#room = room;
    this.version = room.version + 1;
  }

  /** The room as it will be after the change. Its row is written after all changes of a commit. */
  get room(): Readonly<RoomRow> {
    return this.#room;
  }

  /** Whether anything of the change may be in the store already. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** The rows that were written so far, as they go over the wire. */
  protected get rows(): Rows {
    const lists = Object.entries(this.#written).map(([kind, rows]) => [kind, [...rows.values()]]);
    return Object.fromEntries(lists) as Rows;
  }

  /** Changes the room's own row. */
  set(settings: Partial<RoomSettings>): void {
    this.#room = { ...this.#room, ...settings };
  }

  /** Takes the next numbers of the room's timeline for rows that are about to be added. */
  protected takeNumbers(count: number): number[] {
    const { last_number: last } = this.#room;
    this.#room = { ...this.#room, last_number: last + count };
    return Array.from({ length: count }, (_, index) => last + 1 + index);
  }

  /** Adds rows that must not be there, all with the same columns. */
  async add<K extends RowKind>(kind: K, rows: readonly Values<K>[]): Promise<Row<K>[]> {
    return this.#write(kind, this.#insert(kind, rows));
  }

  /** Adds rows, all with the same columns, or writes those columns over the rows of the same key. */
  async put<K extends RowKind>(kind: K, rows: readonly Values<K>[]): Promise<Row<K>[]> {
    const key: readonly string[] = kinds[kind].key;
    const others = ["version", ...columnsOf(rows)].filter((column) => !key.includes(column));
    const set = others.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
    return this.#write(
      kind,
      sql`${this.#insert(kind, rows)}
        ON CONFLICT (${columnList(["room_id", ...key])}) DO UPDATE SET ${sql.join(set)}`,
    );
  }

  /** Writes columns of the rows that have the values of `where`, or of which it is so. */
  async update<K extends RowKind>(
    kind: K,
    where: Partial<Columns<K>> | RawBuilder<unknown>,
    values: Partial<Values<K>>,
  ): Promise<Row<K>[]> {
    const set = Object.entries({ version: this.version, ...values }).map(([column, value]) => {
      return sql`${sql.ref(column)} = ${value}`;
    });
    return this.#write(
      kind,
      sql`UPDATE ${sql.table(kind)} SET ${sql.join(set)} WHERE ${this.#condition(where)}`,
    );
  }

  /** Writes columns of which nobody is told but by other rows: it raises no version. */
  protected async note<K extends RowKind>(
    kind: K,
    where: Partial<Columns<K>>,
    values: Partial<Values<K>>,
  ): Promise<void> {
    this.#hasWritten = true;
    const set = Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    await sql`
      UPDATE ${sql.table(kind)} SET ${sql.join(set)} WHERE ${this.#condition(where)}`.execute(
      this.#db,
    );
  }

  /** Takes rows out whose end is told by another row of this change. */
  async erase<K extends RowKind>(kind: K, where: Partial<Columns<K>>): Promise<void> {
    this.#hasWritten = true;
    await sql`DELETE FROM ${sql.table(kind)} WHERE ${this.#condition(where)}`.execute(this.#db);
  }

  /** Writes what belongs to a row of this change, and is told to nobody: such as what it said before. */
  protected async keep(statement: RawBuilder<unknown>): Promise<void> {
    this.#hasWritten = true;
    await statement.execute(this.#db);
  }

  /** As `keep`, for what takes several statements. */
  protected async keepWith<T>(work: (db: Db) => Promise<T>): Promise<T> {
    this.#hasWritten = true;
    return work(this.#db);
  }

  /**
   * Deletes the first so many messages of a deleted room for good, with all that belongs to them: nobody is left who
   * would be told. Returns whether there may be more.
   */
  async purge(count: number): Promise<boolean> {
    const { id, deleted_at } = this.room;
    if (deleted_at === null) throw new Error(`The room ${id} is not deleted`);
    const { first } = await this.tx
      .selectFrom("messages")
      .select(({ fn }) => fn.min("number").as("first"))
      .where("room_id", "=", id)
      .executeTakeFirstOrThrow();
    if (first === null) {
      this.set({ to_purge: false });
      return false;
    }
    for (const table of ["message_edits", "deleted_messages", "reactions", "threads", "messages"]) {
      await this.keep(sql`
        DELETE FROM ${sql.table(table)} WHERE room_id = ${id} AND number < ${first + count}`);
    }
    return true;
  }

  /**
   * Takes all away for good that people wrote behind what has expired already, up to a number, with all that belongs to it: what of it was
   * deleted before can be brought back no more. Returns the threads that replies of it stood in.
   */
  async expire(upTo: number): Promise<Set<number>> {
    const { id, expired_number } = this.room;
    const stretch = sql`number > ${expired_number} AND number <= ${upTo}`;
    for (const table of ["message_edits", "deleted_messages", "reactions"]) {
      await this.keep(sql`DELETE FROM ${sql.table(table)} WHERE room_id = ${id} AND ${stretch}`);
    }
    const said = { body: "", mentions: null, forwarded: null, pinned_at: null, pinned_by: null };
    const gone = await this.update(
      "messages",
      sql`${stretch} AND author_id IS NOT NULL AND deleted_at IS NULL`,
      { ...said, deleted_at: sql<Date>`statement_timestamp()` },
    );
    this.set({ expired_number: upTo });
    return new Set(gone.flatMap(({ threadNumber }) => threadNumber ?? []));
  }

  /** SQL for the rows of the room that have these values, or of which this is so. */
  #condition(where: object | RawBuilder<unknown>): RawBuilder<unknown> {
    if (isExpression(where)) return sql`room_id = ${this.room.id} AND ${where}`;
    const equal = Object.entries({ room_id: this.room.id, ...where }).map(([column, value]) =>
      value === null ? sql`${sql.ref(column)} IS NULL` : sql`${sql.ref(column)} = ${value}`,
    );
    return sql.join(equal, sql` AND `);
  }

  #insert<K extends RowKind>(kind: K, rows: readonly Values<K>[]): RawBuilder<unknown> {
    const own = { room_id: this.room.id, version: this.version };
    const columns = [...Object.keys(own), ...columnsOf(rows)];
    const tuples = rows.map((row) => {
      const values: Record<string, unknown> = { ...own, ...row };
      return sql`(${sql.join(columns.map((column) => values[column]))})`;
    });
    return sql`INSERT INTO ${sql.table(kind)} (${columnList(columns)}) VALUES ${sql.join(tuples)}`;
  }

  async #write<K extends RowKind>(kind: K, statement: RawBuilder<unknown>): Promise<Row<K>[]> {
    this.#hasWritten = true;
    const { columns, key, toWire } = kinds[kind];
    const { rows } = await sql<Stored[K]>`${statement} RETURNING ${columnList(columns)}`.execute(
      this.#db,
    );
    if (rows.length === 0) return [];
    this.#written[kind] ??= new Map();
    const written: Map<string, Row<K>> = this.#written[kind];
    return rows.map((row) => {
      const wire = toWire(row);
      written.set(key.map((column) => row[column]).join(" "), wire);
      return wire;
    });
  }

  /** Ends the change. Returns the room's row after it: the one before where nothing was changed. */
  end(): RoomRow {
    const hasRows = Object.keys(this.#written).length > 0;
    if (!hasRows && !this.#roomChanged) return this.#before;
    this.#room = { ...this.#room, version: this.version };
    return this.#room;
  }

  get #roomChanged(): boolean {
    return roomSettings.some((setting) => this.#room[setting] !== this.#before[setting]);
  }

  /** The people whom `event` mentions. */
  people(): Iterable<string> {
    return peopleIn(this.rows);
  }

  /** What to publish after the commit; null where nothing was changed. */
  event(people: ReadonlyMap<string, User>): RoomEvent | null {
    const { id: roomId, version } = this.#room;
    if (version === this.#before.version) return null;
    const { rows } = this;
    const users = usersIn(rows, people);
    const room = this.#roomChanged ? { room: toRoom(this.#room) } : {};
    const changes = { roomId, since: this.#before.version, version, ...room, ...rows, users };
    const { origin } = this;
    return { kind: "room", roomId, changes, ...(origin !== undefined && { origin }) };
  }
}

function columnsOf(rows: readonly object[]): string[] {
  return Object.keys(rows[0] ?? {});
}
