import type { Api } from "../rest/api.ts";
import type { ScreenSource } from "./room-screens.ts";

/** Where a replica asks for what it does not have. */
export function sourceOf(
  api: () => Api,
  pending: ScreenSource["pending"],
): Omit<ScreenSource, "room" | "user" | "myId" | "blocked" | "onRoomChanged"> {
  return {
    pending,
    loadMessages: (roomId, query) => api().messages(roomId, query),
    loadThread: (id, query) => api().thread(id, query),
    loadMessage: (id) => api().getMessage(id),
    loadMembers: (roomId, query) => api().members(roomId, query),
    loadPins: (roomId) => api().pins(roomId),
  };
}
