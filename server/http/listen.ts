import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { StartError } from "../start-error.ts";

/**
 * Connections that may wait to be accepted. Beyond it the system drops them without a word, and
 * whoever was dropped tries again only a second later: thousands come back at once.
 */
const backlog = 4_096;

/**
 * Opens the port.
 *
 * @returns the port, which the system chose where the setting is 0.
 * @throws StartError where the port or the address cannot be had.
 */
export async function listen(
  app: FastifyInstance,
  { host, port }: Pick<Config, "host" | "port">,
): Promise<number> {
  try {
    await app.listen({ host, port, backlog });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // A machine without IPv6 has no such address.
    if (host === "::" && (code === "EAFNOSUPPORT" || code === "EADDRNOTAVAIL")) {
      return listen(app, { host: "0.0.0.0", port });
    }
    throw explain(error as NodeJS.ErrnoException, host, port);
  }
  return (app.server.address() as AddressInfo).port;
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new StartError(
        `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start.`,
      );
    case "EACCES":
      return new StartError(
        `This user may not open port ${port}. Choose one above 1023, such as PORT=3000, and put a reverse proxy in front; docs/operations.md says how.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(
        `The setting HOST is "${host}", which is no address of this machine. Correct it, or leave it out to listen on every address.`,
      );
    default:
      return error;
  }
}
