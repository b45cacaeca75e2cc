import { commandLine } from "../people/change-person.ts";
import { setArchived } from "../rooms/set-archived.ts";
import { StartError } from "../start-error.ts";
import type { RunCommand } from "./commands.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { requireRoom } from "./require-room.ts";
import { withStore } from "./with-store.ts";

/** `room archive ROOM`. A running server knows of it within a second. Returns the exit code. Throws a `StartError`. */
export const archive: RunCommand = (args, environment) => set(true, args, environment);

/** `room restore ROOM`. As `archive`. */
export const restore: RunCommand = (args, environment) => set(false, args, environment);

async function set(
  archived: boolean,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const command = archived ? "room archive" : "room restore";
  const { nameOrId, json } = readArguments(command, args, {}, (_, names) => ({
    nameOrId: oneName(names, "Give one room, by its name or id."),
  }));
  return withStore(environment, async (ctx) => {
    const { id, name } = await requireRoom(ctx.database.db, nameOrId);
    if (!(await setArchived(ctx, commandLine, id, archived))) {
      throw new StartError(
        `The room "${name}" is ${archived ? "archived already" : "not archived"}. Nothing was changed.`,
      );
    }
    const line = archived
      ? `The room "${name}" is archived: it can be read, and nobody can write in it.`
      : `The room "${name}" is open again.`;
    print(json, { id, name }, line);
    return 0;
  });
}
