import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { useText } from "../../chat/language/language.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { OpenDialog } from "./open-dialog.tsx";

/** In place of what is written in a private room, until somebody has said why they read it. */
export function Locked({ roomId, onOpened }: { roomId: string; onOpened: () => void }) {
  const t = useText();
  const openDialog = useDialog();
  return (
    <div className="flex flex-1">
      <EmptyPerch
        asleep
        title={t("panel.messages.locked")}
        actions={
          <Button
            look="primary"
            onClick={() =>
              openDialog((close) => (
                <OpenDialog roomId={roomId} onOpened={onOpened} onClose={close} />
              ))
            }
          >
            {t("panel.messages.unlock")}
          </Button>
        }
      >
        {t("panel.messages.locked.text")}
      </EmptyPerch>
    </div>
  );
}
