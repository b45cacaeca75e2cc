import { useLocation } from "wouter";
import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "delete-room": { roomId: string };
  }
}

export default function DeleteRoom({ dialog, onClose }: DialogProps<"delete-room">) {
  const t = useText();
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const [, navigate] = useLocation();
  async function remove() {
    await roost.api.deleteRoom(dialog.roomId);
    navigate("/");
  }
  return (
    <Confirm
      title={
        room === null
          ? t("room-settings.delete.this-room")
          : t("room-settings.delete.title", { room: room.name })
      }
      action={t("room-settings.delete")}
      danger
      onConfirm={remove}
      onClose={onClose}
    >
      {room !== null && t("room-settings.delete.what-follows", { count: room.memberCount })}
    </Confirm>
  );
}
