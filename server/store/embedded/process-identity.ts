import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/**
 * Names a running process so that it is not mistaken for a later one with the same pid.
 *
 * @returns null where no such process runs.
 */
export function processIdentity(pid: number): string | null {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The second field is the name in parentheses, which may hold spaces and parentheses.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const state = fields[0];
      const startTicks = fields[19];
      if (state === "Z" || state === "X") return null;
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return `${boot} ${startTicks}`;
    }
    const started = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
      encoding: "utf8",
    }).trim();
    return started === "" || started.startsWith("Z") ? null : started.replace(/^\S+\s+/, "");
  } catch {
    return null;
  }
}

/** Whether the process is a PostgreSQL that works in this folder. */
export function isPostgresOf(pid: number, clusterFolder: string): boolean {
  if (processIdentity(pid) === null) return false;
  try {
    // A PostgreSQL server's working directory is its data directory.
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === clusterFolder;
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(clusterFolder);
  } catch {
    return false;
  }
}
