import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";
import { Problem } from "./problem.mjs";

const dist = path.join(root, "web", "dist");
const stamp = path.join(dist, ".sources");

/** Builds the web client with this Node, unless it was built from the very same sources. */
export function buildWebClient(node) {
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  console.error("Building the web client …");
  rmSync(stamp, { force: true });
  const vite = path.join(root, "node_modules", "vite", "bin", "vite.js");
  // The client, and the administration, which is a page of its own.
  for (const page of ["web", "web/panel"]) {
    const args = [vite, "build", page, "--logLevel", "warn"];
    const result = spawnSync(node, args, { cwd: root, stdio: ["ignore", 2, 2] });
    if (result.status !== 0) {
      throw new Problem(
        "The web client could not be built; what Vite said is above. If you changed nothing in it, remove node_modules and start again.",
      );
    }
  }
  writeFileSync(stamp, sources);
}

/** A hash of everything that the client is made of. */
function fingerprint() {
  const hash = createHash("sha256");
  hash.update(readFileSync(path.join(root, "package-lock.json")));
  for (const workspace of ["protocol", "markdown", "sdk", "web"]) {
    for (const file of listFiles(path.join(root, workspace))) {
      hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

function listFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter(({ name }) => name !== "node_modules" && name !== "dist" && !name.includes(".test."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? listFiles(full) : [full];
    });
}
