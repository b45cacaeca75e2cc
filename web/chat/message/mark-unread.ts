import type { Message } from "@roost/protocol/message.ts";
import type { Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

/** Says that I have not read a message, and all behind it. It shows once the server has told my devices. */
export async function markUnread({ api }: Roost, message: Message): Promise<void> {
  try {
    await api.markUnread(message.roomId, message.number);
  } catch (error) {
    const t = currentText();
    const reason = describeTrouble(error, t);
    showToast(t("message.mark-unread.failed", { reason }), "trouble");
  }
}
