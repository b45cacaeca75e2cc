import type { Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

/** Keeps a message for later, or no longer, and says so. */
export async function saveMessage({ api }: Roost, messageId: string, on: boolean): Promise<void> {
  const t = currentText();
  try {
    await (on ? api.save(messageId) : api.unsave(messageId));
    showToast(t(on ? "saved.added" : "saved.removed"));
  } catch (error) {
    showToast(t("saved.failed", { reason: describeTrouble(error, t) }), "trouble");
  }
}
