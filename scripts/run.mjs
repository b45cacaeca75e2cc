// `run.mjs FILE.ts ARGUMENTS`: runs a program of Roost on a machine that may only have Node 20 and
// npm. Installs what is missing, builds the web client when a server needs it and it is stale,
// and hands over to the Node that npm installed.
import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages, root } from "./install.mjs";
import { withProblemsShown } from "./problem.mjs";
import { findNode, isRecentNode } from "./runtime.mjs";
import { buildWebClient } from "./web-client.mjs";

const [file = "server/main.ts", ...args] = process.argv.slice(2);
const program = path.join(root, file);

await withProblemsShown(async () => {
  installPackages();
  const node = findNode();
  if (file === "server/main.ts" && args[0] === "start") buildWebClient(node);
  if (isRecentNode) await runHere();
  else runWith(node);
});

/** No second process where this one will do. */
async function runHere() {
  process.argv.splice(1, 2, program);
  await import(pathToFileURL(program).href);
}

/** Stands in for the program's process: passes signals on, and ends as that ends. */
function runWith(node) {
  const child = spawn(node, [...process.execArgv, program, ...args], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
