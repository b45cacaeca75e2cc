import type { Transaction } from "kysely";
import type { Db } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Runs reads that have to be of the same moment: none sees what was committed since the first. */
export function atOneMoment<T>(db: Db, read: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(read);
}
