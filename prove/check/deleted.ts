import type { Database, History } from "../history.ts";
import type { Report } from "./violation.ts";

/**
 * A room is deleted where somebody asked for it, and always where that was acknowledged. Then nobody is in it, no
 * device has it, and nothing that was written in it is stored.
 */
export function checkDeleted({ deletions, devices, database }: History, report: Report): void {
  const possible = new Set(
    deletions.flatMap(({ roomId, outcome }) => (outcome === "refused" ? [] : [roomId])),
  );
  const deleted = deletedIn(database);
  for (const { roomId, outcome } of deletions) {
    if (outcome === "acknowledged" && !deleted.has(roomId)) {
      report("deleted is deleted", `${roomId} was deleted, and is there`);
    }
  }
  for (const roomId of deleted) {
    if (!possible.has(roomId)) report("nothing invented", `${roomId}: nobody deleted it`);
    for (const kind of ["messages", "edits", "reactions", "threads"] as const) {
      const rows = database[kind].filter((row) => row.roomId === roomId).length;
      if (rows > 0) report("deleted is deleted", `${roomId} has ${rows} ${kind}`);
    }
    const members = database.members.filter((row) => row.roomId === roomId && !row.hasLeft).length;
    if (members > 0) report("deleted is deleted", `${roomId} has ${members} members`);
    for (const { device, replica } of devices) {
      if (!replica?.some((room) => room.roomId === roomId)) continue;
      report("rooms equal", `${device} still has ${roomId}, which is deleted`);
    }
  }
}

/** The history without those rooms, of which nothing is stored that it could be compared with. */
export function withoutDeleted(history: History): History {
  const deleted = deletedIn(history.database);
  const stays = ({ roomId }: { roomId: string }) => !deleted.has(roomId);
  const { database } = history;
  return {
    ...history,
    // What was forwarded from there has a source that nobody can look up.
    posts: history.posts.filter(stays),
    rewrites: history.rewrites.filter(stays),
    moves: history.moves.filter(stays),
    reactions: history.reactions.filter(stays),
    schedules: history.schedules.filter(stays),
    unreads: history.unreads.filter(stays),
    devices: history.devices.map((device) => ({
      ...device,
      events: device.events.filter((event) => !("roomId" in event) || stays(event)),
      replica: device.replica?.filter(stays) ?? null,
    })),
    database: {
      ...database,
      rooms: database.rooms.filter(({ isDeleted }) => !isDeleted),
      members: database.members.filter(stays),
      messages: database.messages.filter(stays),
      edits: database.edits.filter(stays),
      reactions: database.reactions.filter(stays),
      threads: database.threads.filter(stays),
      places: database.places.filter(stays),
    },
  };
}

export function deletedIn({ rooms }: Pick<Database, "rooms">): ReadonlySet<string> {
  return new Set(rooms.flatMap(({ id, isDeleted }) => (isDeleted ? [id] : [])));
}
