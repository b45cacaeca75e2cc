import type { RoomView } from "@roost/sdk";
import { useLocation } from "wouter";
import { Confirm } from "../controls/confirm.tsx";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

export default function LeaveRoom({ dialog, onClose }: DialogProps<"leave-room">) {
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const [, navigate] = useLocation();
  async function leave() {
    await roost.api.leaveRoom(dialog.roomId);
    navigate("/");
  }
  return (
    <Confirm
      title={`Leave ${room?.name ?? "this room"}?`}
      action="Leave"
      danger
      onConfirm={leave}
      onClose={onClose}
    >
      {room !== null && whatFollows(room)}
    </Confirm>
  );
}

/** What becomes of the room, and of the way back into it. */
function whatFollows(room: RoomView): string {
  const isPrivate = room.kind === "private";
  if (room.memberCount === 1) {
    return isPrivate
      ? "You are the last one here. Nobody can open it afterwards."
      : "You are the last one here. The room stays, and belongs to who joins it next.";
  }
  const wayBack = isPrivate
    ? "The room is private: somebody has to invite you before you can come back."
    : "You can join again at any time.";
  if (room.role !== "owner") return wayBack;
  return `If nobody else owns it, it passes to the moderator, or else the member, who has been here longest. ${wayBack}`;
}
