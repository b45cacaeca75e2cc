import { Confirm } from "../controls/confirm.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useRoost } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    block: { userId: string };
  }
}

/** Asks whether to block somebody, and says what that does. */
export default function Block({ dialog, onClose }: DialogProps<"block">) {
  const t = useText();
  const roost = useRoost();
  const name = useNameOf()(dialog.userId);
  async function block() {
    await roost.api.block(dialog.userId);
    showToast(t("people.block.done", { name }));
  }
  return (
    <Confirm
      title={t("people.block.title", { name })}
      action={t("people.block")}
      danger
      onConfirm={block}
      onClose={onClose}
    >
      {t("people.block.text")}
    </Confirm>
  );
}
