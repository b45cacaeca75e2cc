import { limits } from "@roost/protocol/limits.ts";
import { Refusal } from "../refusal.ts";
import type { RoomChange } from "./room-change.ts";

/** Throws `room.too_many` where somebody has made as many rooms as one person may, not counting archived ones. */
export async function requireSpaceForRoom(change: RoomChange, userId: string): Promise<void> {
  if ((await countMade(change, userId, "rooms")) <= limits.madeRooms) return;
  const detail = `You have made ${limits.madeRooms} rooms, as many as one person may; archive one that is not needed any more.`;
  throw new Refusal("room.too_many", detail);
}

/** Throws `direct.too_many` where somebody has opened as many directs as one person may. */
export async function requireSpaceForDirect(change: RoomChange, userId: string): Promise<void> {
  if ((await countMade(change, userId, "directs")) <= limits.openedDirects) return;
  const detail = `You have opened ${limits.openedDirects} direct conversations, as many as one person may; write in one that is there, or in a room.`;
  throw new Refusal("direct.too_many", detail);
}

/** With the one that is being made. Two that one person makes at the same moment wait for each other. */
async function countMade(
  change: RoomChange,
  userId: string,
  what: "rooms" | "directs",
): Promise<number> {
  await change.holdPersons([userId]);
  const { count } = await change.tx
    .selectFrom("rooms")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("made_by", "=", userId)
    .where("kind", what === "directs" ? "=" : "<>", "direct")
    .where("archived_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
