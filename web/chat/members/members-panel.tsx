import type { RoomView } from "@roost/sdk";
import { X } from "lucide-react";
import { IconButton } from "../controls/icon-button.tsx";
import { InviteButton, MemberRows } from "./member-rows.tsx";

export interface MembersPanelProps {
  room: RoomView;
  onClose: () => void;
}

/** The members beside the messages, where the screen is wide. */
export default function MembersPanel({ room, onClose }: MembersPanelProps) {
  return (
    <aside aria-label="Members" className="flex h-full w-68 shrink-0 flex-col border-s border-line">
      <div className="flex h-16 shrink-0 items-center ps-5 pe-3">
        <h2 className="flex-1 text-[0.9375rem] font-bold">
          Members{" "}
          <span className="font-normal text-ink-faint tabular-nums">{room.memberCount}</span>
        </h2>
        <IconButton size="small" icon={X} label="Hide the members" onClick={onClose} />
      </div>
      <div className="px-4 pb-3">
        <InviteButton roomId={room.id} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <MemberRows room={room} />
      </div>
    </aside>
  );
}
