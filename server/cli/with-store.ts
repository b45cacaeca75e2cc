import { pino } from "pino";
import { type Account, findByLogin } from "../accounts/find-by-login.ts";
import type { BusEvent } from "../bus/bus.ts";
import { type Config, readConfig } from "../config.ts";
import type { PeopleContext } from "../people/change-person.ts";
import { keepNews } from "../people/news.ts";
import { Refusal } from "../refusal.ts";
import { StartError } from "../start-error.ts";
import type { Db } from "../store/database.ts";
import { openStoreBeside } from "../store/open-store.ts";

/**
 * Does something with the store of a server, whether that runs or not. What is published is left in the store for a
 * running one to tell its nodes.
 *
 * @throws StartError, also in place of a `Refusal`
 */
export async function withStore<Result>(
  environment: NodeJS.ProcessEnv,
  work: (ctx: PeopleContext & { config: Config }) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(environment);
  const store = await openStoreBeside(config, pino({ level: "error" }, pino.destination(2)));
  const { database } = store;
  const events: BusEvent[] = [];
  const bus = {
    publish(more: readonly BusEvent[]): void {
      events.push(...more);
    },
  };
  try {
    const result = await work({ database, bus, config });
    await keepNews(database.db, events);
    return result;
  } catch (error) {
    throw error instanceof Refusal ? new StartError(error.detail) : error;
  } finally {
    await store.close();
  }
}

/** The one user name or address that a command was given. @throws StartError with `complaint` */
export function readLogin(args: readonly string[], complaint: string): string {
  const [login, ...more] = args;
  if (login !== undefined && !login.startsWith("-") && more.length === 0) return login;
  throw new StartError(complaint);
}

/** Whose account it is. @throws StartError */
export async function requirePerson(db: Db, login: string): Promise<Account> {
  const person = await findByLogin(db, login);
  if (person) return person;
  throw new StartError(`Nobody here is called "${login}", and it is nobody's e-mail address.`);
}
