import type { RoomView } from "@roost/sdk";
import { useLocation } from "wouter";
import { Confirm } from "../controls/confirm.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { useMyRoom, useRoost } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "leave-room": { roomId: string };
  }
}

export default function LeaveRoom({ dialog, onClose }: DialogProps<"leave-room">) {
  const t = useText();
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const [, navigate] = useLocation();
  async function leave() {
    await roost.api.leaveRoom(dialog.roomId);
    navigate("/");
  }
  return (
    <Confirm
      title={
        room === null
          ? t("room-settings.leave.this-room")
          : t("room-settings.leave.title", { room: room.name })
      }
      action={t("room-settings.leave")}
      danger
      onConfirm={leave}
      onClose={onClose}
    >
      {room !== null && whatFollows(room, t)}
    </Confirm>
  );
}

/** What becomes of the room, and of the way back into it. */
function whatFollows(room: RoomView, t: Text): string {
  const isPrivate = room.kind === "private";
  if (room.memberCount === 1) {
    return isPrivate ? t("room-settings.leave.last-private") : t("room-settings.leave.last-public");
  }
  const wayBack = isPrivate
    ? t("room-settings.leave.way-back-private")
    : t("room-settings.leave.way-back-public");
  if (room.role !== "owner") return wayBack;
  return `${t("room-settings.leave.owner")} ${wayBack}`;
}
