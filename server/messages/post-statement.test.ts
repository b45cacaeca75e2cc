import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../store/database.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { postStatement } from "./post-statement.ts";

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  database = openDatabase(place.url, 2);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

/** The indexes by which a statement reaches messages, in a plan for any parameters, of empty tables. */
async function indexesOf(statement: string, parameters: number): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    for (const kind of ["seqscan", "hashjoin", "mergejoin", "bitmapscan", "material"]) {
      await client.query(`SET enable_${kind} = off`);
    }
    await client.query("SET plan_cache_mode = force_generic_plan");
    await client.query(`PREPARE batch AS ${statement}`);
    const nothing = Array.from({ length: parameters }, () => "NULL").join(", ");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `EXPLAIN EXECUTE batch (${nothing})`,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    return [
      ...new Set([...plan.matchAll(/using messages_\d+_(\w+)/g)].map(([, name]) => name ?? "")),
    ];
  } finally {
    client.release(true);
  }
}

const either = [false, true];
const all = either.flatMap((threads) =>
  either.flatMap((quotes) => either.map((turns) => ({ threads, quotes, turns }))),
);

test.each(all)(
  "a batch with %o finds single messages by their own indexes, also by a plan that was made before there were any",
  async (needs) => {
    const { text } = postStatement(needs);
    expect((await indexesOf(text, needs.threads ? 9 : 7)).sort()).toEqual(
      needs.threads || needs.quotes
        ? ["pkey", "room_id_author_id_client_message_id_key"]
        : ["room_id_author_id_client_message_id_key"],
    );
  },
);
