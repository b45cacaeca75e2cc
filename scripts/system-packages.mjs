import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { Problem } from "./problem.mjs";

/** Programs that tests use and npm does not have, of each the first that is there, and what to install for them. */
const programs = [
  {
    anyOf: ["chromium-headless-shell", "chromium"],
    debianPackages: ["chromium-headless-shell", "fonts-liberation"],
  },
  { anyOf: ["redis-server"], debianPackages: ["redis-server"] },
];

/** Installs what the tests need from the system, where that is ours to do. */
export function installSystemPackages() {
  const missing = programs.filter(({ anyOf }) => !anyOf.some(isOnPath));
  if (missing.length === 0) return;
  const packages = missing.flatMap(({ debianPackages }) => debianPackages);
  if (process.getuid?.() !== 0 || !isOnPath("apt-get")) {
    throw new Problem(
      `The tests need ${packages.join(" and ")}. Install them: on Debian or Ubuntu, "sudo apt-get install ${packages.join(" ")}".`,
    );
  }
  console.error(`Installing ${packages.join(" and ")} …`);
  aptGet("update", "-q");
  aptGet("install", "-qy", "--no-install-recommends", ...packages);
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const result = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  if (result.status !== 0) {
    throw new Problem(`"apt-get ${args.join(" ")}" failed; what it said is above.`);
  }
}

function isOnPath(program) {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
