import { pino } from "pino";
import { type Account, findByLogin } from "../accounts/find-by-login.ts";
import type { BusEvent } from "../bus/bus.ts";
import { type Config, readConfig } from "../config.ts";
import type { PeopleContext } from "../people/change-person.ts";
import { keepNews } from "../people/news.ts";
import { Refusal } from "../refusal.ts";
import type { ChangeContext } from "../rooms/change.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { StartError } from "../start-error.ts";
import type { Db } from "../store/database.ts";
import { openStoreBeside } from "../store/open-store.ts";

/** What a command works with. */
export type CommandContext = PeopleContext & ChangeContext & { config: Config };

/**
 * Does something with the store of a server, whether that runs or not. What is published is left in the store for a
 * running one to tell its nodes.
 *
 * @throws StartError, also in place of a `Refusal`
 */
export async function withStore<Result>(
  environment: NodeJS.ProcessEnv,
  work: (ctx: CommandContext) => Promise<Result>,
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
  const changes = new ChangeQueue(database, bus);
  try {
    const result = await work({ database, bus, changes, config });
    await keepNews(database.db, events);
    return result;
  } catch (error) {
    throw error instanceof Refusal ? new StartError(error.detail) : error;
  } finally {
    await store.close();
  }
}

/** Whose account it is. @throws StartError */
export async function requirePerson(db: Db, login: string): Promise<Account> {
  const person = await findByLogin(db, login);
  if (person) return person;
  throw new StartError(`Nobody here is called "${login}", and it is nobody's e-mail address.`);
}

/** What links begin with, without a slash at its end. */
export function publicUrlOf({ publicUrl, port }: Config): string {
  return (publicUrl ?? `http://localhost:${port}`).replace(/\/$/, "");
}
