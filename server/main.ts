import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { run } from "./cli/run.ts";
import { StartError } from "./start-error.ts";

// Measured: types taken out and code compiled once, the next start takes a third less.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exitCode = 1;
}
