import type { Room } from "@roost/protocol/room.ts";
import { isShut } from "../session/is-shut.ts";
import { useSilence } from "./use-silence.ts";

/** Whether a room is only there to be read, for everybody or for me, whom moderators have muted. */
export function useIsShut(): (room: Pick<Room, "archivedAt" | "blocked">) => boolean {
  const isSilenced = useSilence() !== null;
  return (room) => isSilenced || isShut(room);
}
