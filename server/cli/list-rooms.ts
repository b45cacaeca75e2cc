import { type ListedRoom, listAllRooms } from "../rooms/list-all.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";
import { withStore } from "./with-store.ts";

const options = { query: { type: "string" }, archived: { type: "boolean" } } as const;

/**
 * `room list`: prints the rooms of this server, a line each. Works whether the server runs or not.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function listRooms(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const wish = readArguments("room list", args, options, ({ query, archived }, names) => {
    refuseNames(names);
    return { query, archived };
  });
  return withStore(environment, async ({ database }) => {
    for (const room of await listAllRooms(database.db, wish)) print(wish.json, room, inALine(room));
    return 0;
  });
}

function inALine({ id, kind, name, memberCount, archivedAt }: ListedRoom): string {
  const state = archivedAt ? "archived" : "open";
  return [name, kind, state, `${memberCount} members`, id].join("\t");
}
