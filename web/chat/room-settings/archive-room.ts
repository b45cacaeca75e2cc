import type { Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { showUndo } from "../controls/undo.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

/** Archives a room, and offers to restore it: nothing is lost by that, so it is not asked before. */
export async function archiveRoom({ api }: Roost, roomId: string): Promise<void> {
  try {
    await api.updateRoom(roomId, { archived: true });
    showUndo(currentText()("room-settings.archived"), () => {
      api.updateRoom(roomId, { archived: false }).catch(tell);
    });
  } catch (refused) {
    tell(refused);
  }
}

function tell(refused: unknown): void {
  showToast(describeTrouble(refused, currentText()), "trouble");
}
