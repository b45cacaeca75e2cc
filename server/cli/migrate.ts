import { pino } from "pino";
import { readConfig } from "../config.ts";
import { migrate, pendingMigrations } from "../store/migrate.ts";
import { openStoreBeside } from "../store/open-store.ts";
import { exitCodes } from "./exit-codes.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";

/**
 * `migrate [--check]`: brings the database to the schema of this version, or says what it waits for.
 *
 * @returns the exit code: with `--check`, whether anything is pending.
 * @throws StartError
 */
export async function migrateDatabase(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const options = { check: { type: "boolean" } } as const;
  const { check, json } = readArguments("migrate", args, options, (values, names) => {
    refuseNames(names);
    return { check: values.check ?? false };
  });
  const log = pino({ level: "error" }, pino.destination(2));
  let applied: string[] = [];
  let pending: string[] = [];
  const store = await openStoreBeside(readConfig(environment), log, async ({ patient }) => {
    if (check) pending = await pendingMigrations(patient);
    else applied = await migrate(patient);
  });
  await store.close();
  print(json, { applied, pending }, check ? sayPending(pending) : sayApplied(applied));
  return pending.length > 0 ? exitCodes.pending.code : exitCodes.done.code;
}

function sayApplied(applied: readonly string[]): string {
  if (applied.length === 0) return "The database has the schema of this version. Nothing was done.";
  return ["The database has the schema of this version now. It was given:", ...applied].join("\n");
}

function sayPending(pending: readonly string[]): string {
  if (pending.length === 0) return "The database has the schema of this version.";
  return [
    'The database waits for these; "npm run roost -- migrate" and every start do them:',
    ...pending,
  ].join("\n");
}
