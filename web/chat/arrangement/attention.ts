import type { RoomView } from "@roost/sdk";

/**
 * How much in a room waits for me. Of a muted one, only what mentions me does: this is what is shown of it in
 * the list, counted in the title, and gone to by the keys.
 */
export function attentionOf(room: Pick<RoomView, "unread" | "mentions">, muted: boolean): number {
  return muted ? room.mentions : room.unread;
}
