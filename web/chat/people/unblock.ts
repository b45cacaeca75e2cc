import type { Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

/** Blocks somebody no longer, and says so. */
export async function unblock({ api }: Roost, userId: string): Promise<void> {
  const t = currentText();
  try {
    await api.unblock(userId);
    showToast(t("people.unblocked"));
  } catch (error) {
    showToast(describeTrouble(error, t), "trouble");
  }
}
