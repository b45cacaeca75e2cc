import { Accounts, Roost } from "@roost/sdk";
import { freePort } from "@roost/server/testing/free-port.ts";
import { type ServerProcess, startServerProcess } from "@roost/server/testing/server-process.ts";
import { createTestDatabase } from "@roost/server/testing/test-database.ts";

/** A real server, as `npm start` runs it, on a free port and with a database of its own. */
export interface TestServer {
  url: string;
  /** Makes an account and connects a client of it. Everybody has the same password. */
  addPerson(username: string, displayName: string): Promise<Roost>;
  /** Stops it as Ctrl-C does. The database stays. */
  stop(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  /** Stops it and removes the database. */
  close(): Promise<void>;
}

/** Everybody's password. */
export const password = "a nest of twigs";

/**
 * @param settings More settings of the server, by their environment variables. With a
 * `DATABASE_URL`, the database is the caller's, and stays.
 */
export async function startTestServer(settings: NodeJS.ProcessEnv = {}): Promise<TestServer> {
  const database = settings.DATABASE_URL === undefined ? await createTestDatabase() : null;
  const people: Roost[] = [];
  const environment = {
    HOST: "127.0.0.1",
    PORT: `${await freePort()}`,
    ...(database && { DATABASE_URL: database.url }),
    AUTH_ATTEMPTS_PER_MINUTE: "0",
    RATE_LIMIT_PERCENT: "0",
    // Hundreds of people sign up and in; what the hash is worth, `password.test` holds.
    PASSWORD_HASH_COST: "10",
    LOG_LEVEL: "error",
    // Its first steps have a test of their own.
    IS_SET_UP: "true",
    ...settings,
  };
  const start = () => startServerProcess(environment);
  let running: ServerProcess = await start();
  const { url } = running;

  async function stop() {
    running.kill("SIGTERM");
    await running.ended;
  }

  return {
    url,
    stop,
    async start() {
      running = await start();
    },
    async addPerson(username, displayName) {
      const roost = await signUp(url, username, displayName);
      people.push(roost);
      return roost;
    },
    async close() {
      for (const roost of people) roost.close();
      await stop();
      await database?.drop();
    },
  };
}

/** Makes an account and connects a client of it. */
export async function signUp(url: string, username: string, displayName: string): Promise<Roost> {
  const accounts = new Accounts({ url });
  await accounts.signUp({ username, displayName, email: `${username}@example.org`, password });
  const roost = new Roost({ url, token: () => accounts.token() });
  await roost.connect();
  return roost;
}
