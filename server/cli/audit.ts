import { type AuditEntry, auditActions } from "@roost/protocol/audit.ts";
import { findByLogin } from "../accounts/find-by-login.ts";
import { namesOf, readAudit, toEntry } from "../audit/list.ts";
import { StartError } from "../start-error.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";
import { readTime } from "./read-time.ts";
import { withStore } from "./with-store.ts";

const usualEntries = 50;

/**
 * `audit`: prints what was done to the server and its people, the newest first. With `--json`, an entry a line.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function printAudit(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { user, json, limit, ...query } = readOptions(args);
  return withStore(environment, async ({ database: { db } }) => {
    const person = user === undefined ? undefined : await findByLogin(db, user);
    if (person === null) throw new StartError(`Nobody here is called "${user}".`);
    const rows = await readAudit(db, { ...query, ...(person && { userId: person.id }) }, limit);
    const names = await namesOf(db, rows);
    for (const entry of rows.map(toEntry)) {
      print(json, entry, inALine(entry, names));
    }
    return 0;
  });
}

function inALine(entry: AuditEntry, names: ReadonlyMap<string, string>): string {
  const { at, actorId, means, address, action, userId, details } = entry;
  const named = (id: string) => names.get(id) ?? id;
  const by = actorId === null ? means : named(actorId);
  const whom = userId === null ? "the server" : named(userId);
  return [at, by, address ?? "-", action, whom, JSON.stringify(details)].join("\t");
}

const options = {
  user: { type: "string" },
  action: { type: "string" },
  from: { type: "string" },
  limit: { type: "string", default: `${usualEntries}` },
} as const;

function readOptions(args: readonly string[]) {
  return readArguments("audit", args, options, ({ user, action, from, limit: typed }, names) => {
    refuseNames(names);
    const limit = Number(typed);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new TypeError(`"${typed}" is no count of entries.`);
    }
    const found = auditActions.find((name) => name === action);
    if (action !== undefined && !found) {
      throw new TypeError(`"${action}" is no action; there are ${auditActions.join(", ")}.`);
    }
    return {
      limit,
      ...(user !== undefined && { user }),
      ...(found && { action: found }),
      ...(from !== undefined && { from: readTime(from).toISOString() }),
    };
  });
}
