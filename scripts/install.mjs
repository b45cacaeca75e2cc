import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "./problem.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Installs the packages that the lock file names and `node_modules` lacks. */
export function installPackages() {
  const reason = whatIsMissing();
  if (reason === undefined) return;
  const isFresh = !existsSync(path.join(root, "node_modules"));
  console.error(isFresh ? "Installing packages, once …" : `Installing packages (${reason}) …`);
  // Not `npm ci`: it refuses a lock file without the packages of every other platform. This takes
  // the versions of the lock file too, and leaves that as it is.
  const options = ["--no-save", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const result = npm(["install", ...options, "--loglevel=error"]);
  if (result.status !== 0) {
    throw new Problem(
      `npm could not install the packages; what it said is above. Check the network (and a proxy, if there is one), then start again.`,
    );
  }
}

function npm(args) {
  const options = { cwd: root, stdio: ["ignore", "ignore", "inherit"] };
  const cli = process.env.npm_execpath;
  // Started by npm: the same npm again, with the Node that runs now.
  if (cli?.endsWith(".js")) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/** Compares the lock file with npm's own record of what it installed. */
function whatIsMissing() {
  const wanted = readPackages("package-lock.json");
  const installed = readPackages("node_modules/.package-lock.json");
  if (wanted === undefined) throw new Problem("package-lock.json is missing. Clone Roost again.");
  if (installed === undefined) return "there are none";
  for (const [where, { version, optional, link }] of Object.entries(wanted)) {
    if (!where.startsWith("node_modules/") && !where.includes("/node_modules/")) continue;
    const name = where.split("node_modules/").at(-1);
    const found = installed[where];
    // Optional packages are for one platform each; npm chose among them.
    if (found === undefined && optional) continue;
    if (found === undefined) return `${name} is missing`;
    if (!link && found.version !== version) return `${name} is ${found.version}, not ${version}`;
  }
}

function readPackages(file) {
  const full = path.join(root, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")).packages : undefined;
}
