import { createInterface } from "node:readline";
import { commandLine } from "../people/change-person.ts";
import { deleteRoom, purgeRooms } from "../rooms/delete.ts";
import { StartError } from "../start-error.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { requireRoom } from "./require-room.ts";
import { withStore } from "./with-store.ts";

/**
 * `room delete ROOM [--yes]`: deletes a room with its messages. Works whether the server runs or not; who is in the room
 * learns of it within a second.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function deleteRoomByName(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const options = { yes: { type: "boolean" } } as const;
  const wish = readArguments("room delete", args, options, ({ yes }, names) => ({
    nameOrId: oneName(names, "Give one room, by its name or id."),
    isConfirmed: yes ?? false,
  }));
  return withStore(environment, async (ctx) => {
    const { id, name, memberCount } = await requireRoom(ctx.database.db, wish.nameOrId);
    if (!wish.isConfirmed) {
      const who = memberCount === 1 ? "one member" : `${memberCount} members`;
      process.stderr.write(
        `The room "${name}" (${id}) with ${who} and everything in it is deleted for good.\nIts name once more: `,
      );
      const typed = await readLine();
      if (typed !== name && typed.toLowerCase() !== id) {
        throw new StartError(
          `"${typed}" is not the name of the room, "${name}". Nothing was deleted.`,
        );
      }
    }
    await deleteRoom(ctx, commandLine, id);
    await purgeRooms(ctx);
    print(wish.json, { id, name }, `The room "${name}" and its messages are deleted.`);
    return 0;
  });
}

/** The first line of the standard input; empty where there is none. */
async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line.trim();
    return "";
  } finally {
    lines.close();
  }
}
