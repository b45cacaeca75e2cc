import { networkInterfaces } from "node:os";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { type Config, readConfig } from "../config.ts";
import { type RunningServer, startServer } from "../start.ts";
import { UsageError } from "./usage-error.ts";

/** Ctrl-C arrives several times: from the terminal, and once more from each npm in between. */
const repeatedSignalMs = 1_000;

const lastBreathMs = 1_000;

/**
 * `start`: runs a server until it is told to stop by SIGTERM or SIGINT.
 *
 * @returns the exit code: 0 for an ordered stop.
 * @throws StartError
 */
export async function start(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const config = readConfig({ ...environment, ...readOptions(args) });
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
  let server: RunningServer | undefined;
  const stopAsked = onStopSignal(() => {
    server?.abort();
    process.exit(1);
  });
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "the server failed");
    server?.abort();
    process.exit(1);
  });

  server = await startServer(config, log);
  process.stdout.write(greeting(config, server.port));
  const failure = await Promise.race([stopAsked, server.failed]);
  if (failure) log.fatal({ err: failure }, "PostgreSQL cannot be started again");
  else process.stdout.write("Stopping …\n");
  await server.close();
  // Nothing is left to do; whatever still holds the process must not.
  setTimeout(() => process.exit(), lastBreathMs).unref();
  return failure ? 1 : 0;
}

/** `--role` stands for the setting `ROLE`. */
function readOptions(args: readonly string[]): { ROLE?: string } {
  try {
    const options = { role: { type: "string" } } as const;
    const { role } = parseArgs({ args: [...args], options, strict: true }).values;
    return role === undefined ? {} : { ROLE: role };
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message} All that "start" takes is --role, such as --role api,worker; settings come from environment variables.`,
    );
  }
}

function greeting(config: Config, port: number): string {
  const everywhere = ["::", "0.0.0.0"].includes(config.host);
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const address = config.publicUrl ?? `http://${everywhere ? "localhost" : host}:${port}`;
  const inNetwork = everywhere && config.publicUrl === undefined ? networkAddress(port) : null;
  const forOthers = inNetwork ? `  In your network: ${inNetwork}\n` : "";
  return `\n  Roost is ready: ${address}\n${forOthers}  Ctrl-C stops it.\n\n`;
}

/** What others open: `localhost` is another machine for them. */
function networkAddress(port: number): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.find(({ family, internal }) => family === "IPv4" && !internal);
  return outside ? `http://${outside.address}:${port}` : null;
}

/** Resolves at the first signal to stop; another one, later, calls `onImpatience`. */
function onStopSignal(onImpatience: () => void): Promise<undefined> {
  return new Promise((resolve) => {
    let firstAtMs: number | undefined;
    const handle = () => {
      firstAtMs ??= performance.now();
      if (performance.now() - firstAtMs > repeatedSignalMs) onImpatience();
      resolve(undefined);
    };
    process.on("SIGTERM", handle);
    process.on("SIGINT", handle);
  });
}
