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
      {room?.kind === "private"
        ? "The room is private: somebody has to invite you before you can come back."
        : "You can join again at any time."}
    </Confirm>
  );
}
