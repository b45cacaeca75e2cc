import { existsSync, readFileSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import { StartError } from "../../start-error.ts";

/** The system account that PostgreSQL's processes run as. */
export interface Account {
  uid: number;
  gid: number;
}

/** How to start a program as an account. */
export interface Launch {
  command: string;
  args: string[];
  ids: { uid: number; gid: number } | Record<string, never>;
}

/**
 * PostgreSQL refuses to run as root. A server started by root runs it under this number, which
 * belongs to no ordinary user, no package and no range that systemd hands out, so that nobody
 * else can read the data and no account has to be made.
 */
const dedicated: Account = { uid: 60_645, gid: 60_645 };

/** The account for the cluster: its owner; for a new one, this process's, or the dedicated one. */
export function clusterAccount(clusterFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner === undefined || owner.uid === 0) return dedicated;
  return { uid: owner.uid, gid: owner.gid };
}

/** `initdb` wants an account that has a name; what it wrote is given to another one afterwards. */
export function namedAccount(): Account {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter(({ uid }) => uid !== 0);
  const account = accounts.find(({ name }) => name === "nobody") ?? accounts[0];
  if (account === undefined) {
    throw new StartError(
      "PostgreSQL does not run as root, and this machine has no other account. Add one, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  return { uid: account.uid, gid: account.gid };
}

/**
 * How `program` is started as `account` (null: as this process), where it has to reach `folders`.
 *
 * Below a folder that is closed to others, as /root is, another account reaches nothing. Then the
 * program gets one capability of root's, to look into every folder, and none of the others.
 */
export function launchAs(
  account: Account | null,
  program: string,
  args: string[],
  folders: readonly string[],
): Launch {
  if (account === null) return { command: program, args, ids: {} };
  const closed = [program, ...folders].map((file) => closedFolder(file, account)).find(Boolean);
  if (closed === undefined) return { command: program, args, ids: account };
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv", "/sbin/setpriv"].find(existsSync);
  const capability = passThroughCapability();
  if (setpriv === undefined || capability === undefined) {
    throw new StartError(
      `PostgreSQL does not run as root, and other accounts cannot look into ${closed}. Start Roost as an ordinary user, move it to a folder that all can enter (such as /opt/roost), or allow it with "chmod o+x ${closed}".`,
    );
  }
  return {
    command: setpriv,
    args: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      "--clear-groups",
      // Without it access(2), which PostgreSQL asks about its own files, disregards capabilities.
      "--securebits=+no_setuid_fixup",
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      `--bounding-set=-all,+${capability}`,
      "--",
      program,
      ...args,
    ],
    ids: {},
  };
}

/** The first folder on the way to `file` that the account may not enter. */
function closedFolder(file: string, account: Account): string | undefined {
  const folders: string[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    folders.unshift(folder);
    if (folder === path.dirname(folder)) break;
  }
  return folders.find((folder) => !mayEnter(statSync(folder), account));
}

function mayEnter(folder: Stats, account: Account): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

/** The weakest capability that lets a program pass closed folders, of those this process has. */
function passThroughCapability(): "dac_read_search" | "dac_override" | undefined {
  if (process.platform !== "linux") return undefined;
  const status = readFileSync("/proc/self/status", "utf8");
  const effective = Number.parseInt(
    /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1]?.slice(-8) ?? "0",
    16,
  );
  const setpcap = 1 << 8;
  if ((effective & setpcap) === 0) return undefined;
  if ((effective & (1 << 2)) !== 0) return "dac_read_search";
  return (effective & (1 << 1)) !== 0 ? "dac_override" : undefined;
}
