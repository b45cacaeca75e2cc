import type { RoomRole } from "@roost/protocol/permissions.ts";
import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useMyRoom, useSignedIn } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "give-role": { roomId: string; userId: string; role: RoomRole };
  }
}

/** Asks before somebody else may do all that I may, and before I give my own role away. */
export default function GiveRole({ dialog, onClose }: DialogProps<"give-role">) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const { roomId, userId, role } = dialog;
  const room = useMyRoom(roomId)?.name ?? t("membership.this-room");
  const name = roost.user(userId)?.displayName ?? t("membership.this-person");
  const isMe = userId === me.id;
  return (
    <Confirm
      title={isMe ? t("membership.step-down.title") : t("membership.make-owner.title", { name })}
      action={t(isMe ? "membership.step-down" : "membership.make-owner")}
      danger={isMe}
      onConfirm={async () => {
        await roost.api.setRole(roomId, userId, role);
      }}
      onClose={onClose}
    >
      {t.rich(isMe ? "membership.step-down.text" : "membership.make-owner.text", { room })}
    </Confirm>
  );
}
