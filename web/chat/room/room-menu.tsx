import type { RoomView } from "@roost/sdk";
import { Link, LogOut, Settings2, UserPlus } from "lucide-react";
import type { ReactElement } from "react";
import { copyText } from "../controls/copy-text.ts";
import { Menu, MenuItem, MenuSeparator } from "../controls/menu.tsx";
import { showToast } from "../controls/toast.tsx";
import { useOpenDialog } from "../shell/dialogs.ts";
import { copiedLinkText, roomLink } from "./links.ts";

export interface RoomMenuProps {
  room: RoomView;
  trigger: ReactElement;
}

/** What can be done with a room, at the end of its header. */
export default function RoomMenu({ room, trigger }: RoomMenuProps) {
  const openDialog = useOpenDialog();
  const roomId = room.id;
  async function copyLink() {
    if (await copyText(roomLink(roomId))) showToast(copiedLinkText(room));
    else showToast("The browser did not allow to copy.", "trouble");
  }
  return (
    <Menu trigger={trigger}>
      <MenuItem icon={UserPlus} onSelect={() => openDialog({ name: "invite", roomId })}>
        Invite people
      </MenuItem>
      <MenuItem icon={Link} onSelect={copyLink}>
        Copy link
      </MenuItem>
      <MenuItem icon={Settings2} onSelect={() => openDialog({ name: "room-settings", roomId })}>
        {room.role === "member" ? "About this room" : "Name and topic"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={LogOut} danger onSelect={() => openDialog({ name: "leave-room", roomId })}>
        Leave room
      </MenuItem>
    </Menu>
  );
}
