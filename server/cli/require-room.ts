import { findAnyRooms, type ListedRoom } from "../rooms/list-all.ts";
import { StartError } from "../start-error.ts";
import type { Db } from "../store/database.ts";

/** The room of a name or an id. @throws StartError where there is none, or several are called so. */
export async function requireRoom(db: Db, nameOrId: string): Promise<ListedRoom> {
  const [room, ...more] = await findAnyRooms(db, nameOrId);
  if (!room) {
    throw new StartError(
      `No room is called "${nameOrId}", and it is no room's id. "npm run roost -- room list" lists them.`,
    );
  }
  if (more.length === 0) return room;
  const all = [room, ...more].map(({ id, kind }) => `${id} (${kind})`).join(", ");
  throw new StartError(`Several rooms are called "${nameOrId}": ${all}. Give the id of one.`);
}
