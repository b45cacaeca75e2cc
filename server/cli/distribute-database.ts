import { pino } from "pino";
import { readConfig } from "../config.ts";
import { StartError } from "../start-error.ts";
import { distribute } from "../store/distribute.ts";
import { openStore } from "../store/open-store.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";

/**
 * `database distribute`: spreads the tables of `DATABASE_URL` over the machines of a Citus cluster.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function distributeDatabase(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { json } = readArguments("database distribute", args, {}, (_, names) => {
    refuseNames(names);
    return {};
  });
  const config = readConfig(environment);
  if (config.databaseUrl === undefined) {
    throw new StartError(
      "The embedded PostgreSQL is one machine and cannot be distributed. Set DATABASE_URL to the coordinator of a Citus cluster; docs/citus.md says how to get there.",
    );
  }
  const store = await openStore(config, pino({ level: "error" }, pino.destination(2)));
  try {
    const tables = await distribute(store.database.patient);
    const done =
      tables.length > 0 ? `Distributed: ${tables.join(", ")}.` : "Nothing was left to do.";
    print(json, { tables }, done);
    return 0;
  } finally {
    await store.close();
  }
}
