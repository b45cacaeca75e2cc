import { parseMessageId } from "@roost/protocol/message-id.ts";
import type { Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";

/** All rooms are read up to their newest messages, and all threads, and that is said. */
export function markAllRead(roost: Roost): void {
  const t = currentText();
  const unread = roost.rooms.get().filter((room) => room.unread > 0);
  for (const room of unread) roost.markRead(room.id, room.lastNumber);
  for (const id of roost.threads.unread.get()) {
    const { roomId, number } = parseMessageId(id);
    roost.threads.markRead(id, roost.threads.of(roomId).get().get(number)?.lastNumber ?? 0);
  }
  showToast(t("room-list.all-read"));
}
