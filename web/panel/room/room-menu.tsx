import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { Archive, ArchiveRestore, Hourglass, Pencil, Trash2, UserPlus } from "lucide-react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { Menu, MenuItem } from "../../chat/controls/menu.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { MenuButton, type MenuButtonProps } from "../../chat/loading/menu-button.tsx";
import { part } from "../../chat/loading/part.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

const AddMembersDialog = part(async () => ({
  default: (await import("./add-members.tsx")).AddMembersDialog,
}));
const EditRoomDialog = part(async () => ({
  default: (await import("./edit-room.tsx")).EditRoomDialog,
}));
const RoomRetentionDialog = part(async () => ({
  default: (await import("../retention/room-dialog.tsx")).RoomRetentionDialog,
}));

interface RoomMenuProps {
  room: ManagedRoom;
  onChanged: () => void;
  onDeleted: () => void;
  /** The button that opens it. */
  trigger: MenuButtonProps["trigger"];
}

/** What can be done with a room, each a dialog. */
export function RoomMenu({ room, onChanged, onDeleted, trigger }: RoomMenuProps) {
  const t = useText();
  const openDialog = useDialog();
  const isArchived = room.archivedAt !== null;
  return (
    <MenuButton
      trigger={trigger}
      menu={(button) => (
        <Menu trigger={button}>
          <MenuItem
            icon={Pencil}
            onSelect={() =>
              openDialog((close) => (
                <EditRoomDialog room={room} onChanged={onChanged} onClose={close} />
              ))
            }
          >
            {t("panel.room.edit")}
          </MenuItem>
          {!isArchived && (
            <MenuItem
              icon={UserPlus}
              onSelect={() =>
                openDialog((close) => (
                  <AddMembersDialog room={room} onAdded={onChanged} onClose={close} />
                ))
              }
            >
              {t("panel.room.add")}
            </MenuItem>
          )}
          <MenuItem
            icon={Hourglass}
            onSelect={() =>
              openDialog((close) => (
                <RoomRetentionDialog room={room} onChanged={onChanged} onClose={close} />
              ))
            }
          >
            {t("panel.retention.room")}
          </MenuItem>
          <MenuItem
            icon={isArchived ? ArchiveRestore : Archive}
            onSelect={() =>
              openDialog((close) => (
                <ArchiveRoom room={room} onChanged={onChanged} onClose={close} />
              ))
            }
          >
            {t(isArchived ? "panel.room.restore" : "panel.room.archive")}
          </MenuItem>
          <MenuItem
            danger
            icon={Trash2}
            onSelect={() =>
              openDialog((close) => (
                <DeleteRoom room={room} onDeleted={onDeleted} onClose={close} />
              ))
            }
          >
            {t("panel.room.delete")}
          </MenuItem>
        </Menu>
      )}
    />
  );
}

interface ArchiveRoomProps {
  room: ManagedRoom;
  onChanged: () => void;
  onClose: () => void;
}

function ArchiveRoom({ room, onChanged, onClose }: ArchiveRoomProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const what = room.archivedAt === null ? "archive" : "restore";
  async function change() {
    const archived = what === "archive";
    await inWords(t, () => administration.changeRoom(room.id, { archived }));
    showToast(t(`panel.room.${what}.done`));
    onChanged();
  }
  return (
    <Confirm
      title={t(`panel.room.${what}.title`, { name: room.name })}
      action={t(`panel.room.${what}`)}
      onConfirm={change}
      onClose={onClose}
    >
      {t(`panel.room.${what}.text`)}
    </Confirm>
  );
}

interface DeleteRoomProps {
  room: ManagedRoom;
  onDeleted: () => void;
  onClose: () => void;
}

function DeleteRoom({ room, onDeleted, onClose }: DeleteRoomProps) {
  const t = useText();
  const { administration } = useAdministrator();
  async function remove() {
    await inWords(t, () => administration.deleteRoom(room.id));
    showToast(t("panel.room.delete.done"));
    onDeleted();
  }
  return (
    <Confirm
      danger
      title={t("panel.room.delete.title", { name: room.name })}
      action={t("panel.room.delete")}
      onConfirm={remove}
      onClose={onClose}
    >
      {t("panel.room.delete.text", {
        members: t("panel.rooms.members", { count: room.memberCount }),
        messages: t("panel.rooms.messages", { count: room.messageCount }),
      })}
    </Confirm>
  );
}
