import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { exitCodeOf } from "./cli/exit-codes.ts";
import { run } from "./cli/run.ts";
import { StartError } from "./start-error.ts";

// Measured: types taken out and code compiled once, the next start takes a third less.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)));

const args = process.argv.slice(2);
try {
  process.exitCode = await run(args);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  const exitCode = exitCodeOf(error);
  const json = JSON.stringify({ error: error.message, exitCode });
  process.stderr.write(args.includes("--json") ? `${json}\n` : `\n${error.message}\n\n`);
  process.exitCode = exitCode;
}
