import pg from "pg";

/** PostgreSQL is starting, stopping, out of connections or out of reach: not the sender's fault. */
const unreachable = new Set([
  "08000",
  "08003",
  "08006",
  "53300",
  "57P01",
  "57P02",
  "57P03",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
]);

/** SQLSTATE class 22: a value did not fit its column. */
const dataException = "22";

/** Why a query failed, where the reason is not a fault of the query itself. */
export function databaseFailure(error: unknown): "unreachable" | "unstorable value" | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (error instanceof pg.DatabaseError && code.startsWith(dataException)) {
    return "unstorable value";
  }
  const isCut = /connection (terminated|timeout)/i.test(error.message);
  return unreachable.has(code) || isCut ? "unreachable" : undefined;
}
