import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the ports that Linux gives to connections that go out (`ip_local_port_range`), of which there
 * are many in a run of tests: none of those takes the port before somebody listens on it, or while a
 * server that comes back to it is away.
 */
const range = { first: 10_000, last: 32_767 };
const attempts = 100;

/** A TCP port of the loopback interface that nobody listens on now, and no connection will take. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(range.first, range.last + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`None of ${attempts} ports between ${range.first} and ${range.last} is free.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}
