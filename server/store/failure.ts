import pg from "pg";
import { Refusal } from "../refusal.ts";

/**
 * PostgreSQL is starting, stopping, out of connections or out of reach, or a lock could not be had
 * in time, or a transaction stood still for too long: not the sender's fault.
 */
const unreachable = new Set([
  "08000",
  "08003",
  "08006",
  "25P03",
  "53300",
  "55P03",
  "57P01",
  "57P02",
  "57P03",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "ENOENT",
  "EPIPE",
]);

/** SQLSTATE class 22: a value did not fit its column. */
const dataException = "22";

/** Why a query failed, where the reason is not a fault of the query itself. */
function databaseFailure(error: unknown): "unreachable" | "unstorable value" | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (error instanceof pg.DatabaseError && code.startsWith(dataException)) {
    return "unstorable value";
  }
  const isCut = /connection (terminated|timeout|error)|not queryable|timeout exceeded/i.test(
    error.message,
  );
  return unreachable.has(code) || isCut ? "unreachable" : undefined;
}

const retryWhenBusyMs = 1_000;

/** What the sender of a request that failed is told. A `Refusal` is told as it is. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  switch (databaseFailure(error)) {
    // The schemas should have found it first.
    case "unstorable value":
      return new Refusal("request.invalid", "The request has a value that cannot be stored.");
    case "unreachable":
      return new Refusal(
        "server.busy",
        "The database is out of reach or busy; try again.",
        retryWhenBusyMs,
      );
    default:
      return new Refusal("server.internal");
  }
}
