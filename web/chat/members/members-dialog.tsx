import { Modal } from "../controls/modal.tsx";
import { useMyRoom } from "../session/session-context.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";
import { InviteButton, MemberRows } from "./member-rows.tsx";

/** The members of a room, where the screen has no space for the panel. */
export default function MembersDialog({ dialog, onClose }: DialogProps<"members">) {
  const room = useMyRoom(dialog.roomId);
  if (room === null) return null;
  return (
    <Modal
      title="Members"
      description={`${room.memberCount} in ${room.name}`}
      height="tall"
      onClose={onClose}
    >
      <div className="px-5 py-3">
        <InviteButton roomId={room.id} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        <MemberRows room={room} />
      </div>
    </Modal>
  );
}
