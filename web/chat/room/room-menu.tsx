import type { RoomView } from "@roost/sdk";
import {
  Archive,
  Ban,
  CalendarSearch,
  CircleUser,
  EyeOff,
  Link,
  LogOut,
  Pin,
  Settings2,
  Trash2,
  UserPlus,
} from "lucide-react";
import type { ReactElement } from "react";
import { useLocation, useRoute } from "wouter";
import { RoomItems } from "../arrangement/room-items.tsx";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { copyText } from "../controls/copy-text.ts";
import { Menu, MenuAt, MenuItem, MenuSeparator, type Point } from "../controls/menu.tsx";
import { showToast } from "../controls/toast.tsx";
import { showUndo } from "../controls/undo.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useOpenPanel } from "../panels/use-panel.ts";
import { unblock } from "../people/unblock.ts";
import { othersIn } from "../person/use-title.ts";
import { archiveRoom } from "../room-settings/archive-room.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { copiedLinkText, roomLink } from "./links.ts";

export interface RoomMenuProps {
  room: RoomView;
  /** The button that opens it, or where the pointer asked for it. */
  from: ReactElement | Point;
  onClose?: () => void;
}

/** What can be done with a room: at the end of its header, and on its row in the list. */
export default function RoomMenu({ room, from, onClose = () => {} }: RoomMenuProps) {
  const t = useText();
  const openDialog = useOpenDialog();
  const openPanel = useOpenPanel();
  const { roost, me } = useSignedIn();
  const [, navigate] = useLocation();
  const may = useMay();
  const hasBlocked = useHasBlocked();
  const roomId = room.id;
  /** The one person whom a direct is with. */
  const [partner] = room.userIds?.length === 2 ? othersIn(room, me.id) : [];
  const [, here] = useRoute("/rooms/:id/:number?");
  const isOpen = here?.id === roomId;
  const isArchived = room.archivedAt !== undefined;
  async function copyLink() {
    if (await copyText(roomLink(roomId))) showToast(copiedLinkText(room, t));
    else showToast(t("controls.copy-refused"), "trouble");
  }
  async function hide() {
    try {
      await roost.api.hideDirect(roomId, room.lastNumber);
      if (isOpen) navigate("/");
      showUndo(t("directs.hidden"), () => {
        roost.api.showDirect(roomId).catch((refused) => {
          showToast(describeTrouble(refused, t), "trouble");
        });
      });
    } catch (refused) {
      showToast(describeTrouble(refused, t), "trouble");
    }
  }
  const items = (
    <>
      <RoomItems room={room} />
      <MenuSeparator />
      {!isArchived && may("invite", { room }) && (
        <MenuItem icon={UserPlus} onSelect={() => openDialog({ name: "invite", roomId })}>
          {t("room.invite")}
        </MenuItem>
      )}
      {partner !== undefined && (
        <MenuItem
          icon={CircleUser}
          onSelect={() => openDialog({ name: "profile", userId: partner })}
        >
          {t("people.profile")}
        </MenuItem>
      )}
      {isOpen && (
        <MenuItem icon={Pin} onSelect={() => openPanel("pins", null)}>
          {t("pins.title")}
        </MenuItem>
      )}
      <MenuItem icon={CalendarSearch} onSelect={() => openDialog({ name: "jump-to-date", roomId })}>
        {t("dates.title")}
      </MenuItem>
      <MenuItem icon={Link} onSelect={copyLink}>
        {t("invite.copy-link")}
      </MenuItem>
      {room.kind !== "direct" && (
        <MenuItem icon={Settings2} onSelect={() => openDialog({ name: "room-settings", roomId })}>
          {t(may("updateRoom", { room }) ? "room-settings.open" : "room-settings.about-room")}
        </MenuItem>
      )}
      {room.kind === "direct" && may("updateRoom", { room }) && (
        <MenuItem icon={Settings2} onSelect={() => openDialog({ name: "name-direct", roomId })}>
          {t("room-settings.name-group")}
        </MenuItem>
      )}
      <MenuSeparator />
      {room.kind !== "direct" && !isArchived && may("updateRoom", { room }) && (
        <MenuItem icon={Archive} onSelect={() => archiveRoom(roost, roomId)}>
          {t("room-settings.archive-room")}
        </MenuItem>
      )}
      {may("hideDirect", { room }) && (
        <MenuItem icon={EyeOff} onSelect={hide}>
          {t("directs.hide")}
        </MenuItem>
      )}
      {partner !== undefined &&
        (hasBlocked(partner) ? (
          <MenuItem icon={Ban} onSelect={() => unblock(roost, partner)}>
            {t("people.unblock")}
          </MenuItem>
        ) : (
          <MenuItem
            icon={Ban}
            danger
            onSelect={() => openDialog({ name: "block", userId: partner })}
          >
            {t("people.block")}
          </MenuItem>
        ))}
      {may("deleteRoom", { room }) && (
        <MenuItem icon={Trash2} danger onSelect={() => openDialog({ name: "delete-room", roomId })}>
          {t("room-settings.delete-room")}
        </MenuItem>
      )}
      {may("leaveRoom", { room }) && (
        <MenuItem icon={LogOut} danger onSelect={() => openDialog({ name: "leave-room", roomId })}>
          {t("room-settings.leave-room")}
        </MenuItem>
      )}
    </>
  );
  if (!("x" in from)) return <Menu trigger={from}>{items}</Menu>;
  return (
    <MenuAt point={from} onClose={onClose}>
      {items}
    </MenuAt>
  );
}
