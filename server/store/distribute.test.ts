import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { coordinatorTables, distribute, distributedTables, referenceTables } from "./distribute.ts";

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const foreignKeys = async () =>
  (
    await pool.query(`SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`)
  ).rows;

/** What the command uses of Citus, which keeps to the rule that foreign keys do not cross. */
const standIn = `
  CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, how text NOT NULL);
  CREATE FUNCTION note(relation regclass, how text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (
      SELECT FROM pg_constraint WHERE contype = 'f'
        AND (conrelid = relation OR confrelid = relation)
    ) THEN RAISE 'a foreign key of % crosses', relation; END IF;
    INSERT INTO pg_dist_partition VALUES (relation, how);
  END $$;
  CREATE FUNCTION create_reference_table(table_name regclass) RETURNS void
    LANGUAGE sql AS $$ SELECT note(table_name, 'reference') $$;
  CREATE FUNCTION create_distributed_table(
      table_name regclass, distribution_column text, colocate_with text) RETURNS void
    LANGUAGE sql AS $$
      SELECT note(table_name, 'by ' || distribution_column || ' with ' || colocate_with)
    $$;`;

test("every table has a place: on all machines, on that of its room, or on the coordinator", async () => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  const placed = [
    ...referenceTables,
    ...coordinatorTables,
    ...distributedTables.map(({ table }) => table),
  ];
  expect(rows.map(({ name }) => name).sort()).toEqual(placed.sort());
});

test("the primary key and every unique index of a distributed table begin with its key", async () => {
  for (const { table, key } of distributedTables) {
    const { rows } = await pool.query<{ first: string }>(
      `SELECT attname AS first FROM pg_index
       JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
       WHERE indrelid = $1::regclass AND indisunique`,
      [table],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ first }) => first))).toEqual(new Set([key]));
  }
});

test("without Citus the command says how to get it", async () => {
  await expect(distribute(pool)).rejects.toThrow("This PostgreSQL has no Citus. Install the");
});

test("tables are distributed once, the rooms first, and keep their foreign keys", async () => {
  const before = await foreignKeys();
  expect(before.length).toBeGreaterThan(0);
  await pool.query(standIn);
  const done = await distribute(pool);
  expect(new Set(done)).toEqual(
    new Set([...referenceTables, ...distributedTables.map(({ table }) => table)]),
  );
  const { rows } = await pool.query(
    "SELECT logicalrelid::text AS table, how FROM pg_dist_partition WHERE how <> 'reference'",
  );
  expect(rows).toEqual([
    { table: "rooms", how: "by id with none" },
    { table: "members", how: "by room_id with rooms" },
    { table: "messages", how: "by room_id with rooms" },
    { table: "message_edits", how: "by room_id with rooms" },
    { table: "deleted_messages", how: "by room_id with rooms" },
    { table: "reactions", how: "by room_id with rooms" },
    { table: "threads", how: "by room_id with rooms" },
    { table: "deliveries", how: "by room_id with rooms" },
    { table: "persons", how: "by user_id with none" },
    { table: "places", how: "by user_id with persons" },
    { table: "own_rows", how: "by user_id with persons" },
    { table: "presences", how: "by user_id with persons" },
  ]);
  expect(await foreignKeys()).toEqual(before);
  expect(await distribute(pool)).toEqual([]);
  await pool.query("DELETE FROM pg_dist_partition WHERE logicalrelid = 'members'::regclass");
  expect(await distribute(pool)).toEqual(["members"]);
  expect(await foreignKeys()).toEqual(before);
});

test("one table that fails leaves all as they were", async () => {
  const before = await foreignKeys();
  await pool.query(standIn);
  await pool.query("ALTER TABLE pg_dist_partition ADD CHECK (how <> 'by room_id with rooms')");
  await expect(distribute(pool)).rejects.toThrow("violates check constraint");
  expect((await pool.query("SELECT * FROM pg_dist_partition")).rows).toEqual([]);
  expect(await foreignKeys()).toEqual(before);
});
