import type { Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

/** Pins a message in its room, or takes that back, and says so. */
export async function pinMessage({ api }: Roost, messageId: string, on: boolean): Promise<void> {
  const t = currentText();
  try {
    await (on ? api.pin(messageId) : api.unpin(messageId));
    showToast(t(on ? "message.pin.done" : "message.unpin.done"));
  } catch (refused) {
    showToast(describeTrouble(refused, t), "trouble");
  }
}
