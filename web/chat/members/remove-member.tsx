import { Confirm } from "../controls/confirm.tsx";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

export default function RemoveMember({ dialog, onClose }: DialogProps<"remove-member">) {
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const name = roost.user(dialog.userId)?.displayName ?? "this person";
  return (
    <Confirm
      title={`Remove ${name}?`}
      action="Remove"
      danger
      onConfirm={() => roost.api.removeMember(dialog.roomId, dialog.userId)}
      onClose={onClose}
    >
      They stop receiving messages of {room?.name ?? "this room"} at once. What they wrote stays.
      {room?.kind === "public" && " The room is public, so they can join again."}
    </Confirm>
  );
}
