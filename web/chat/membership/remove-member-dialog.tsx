import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "remove-member": { roomId: string; userId: string };
  }
}

export default function RemoveMember({ dialog, onClose }: DialogProps<"remove-member">) {
  const t = useText();
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const name = roost.user(dialog.userId)?.displayName ?? t("membership.this-person");
  return (
    <Confirm
      title={t("membership.remove.title", { name })}
      action={t("membership.remove")}
      danger
      onConfirm={() => roost.api.removeMember(dialog.roomId, dialog.userId)}
      onClose={onClose}
    >
      {t.rich("membership.remove.text", { room: room?.name ?? t("membership.this-room") })}
      {room?.kind === "public" && ` ${t("membership.remove.public")}`}
    </Confirm>
  );
}
