import type { Account } from "@roost/protocol/people.ts";
import {
  Crown,
  KeyRound,
  Link as LinkIcon,
  LogOut,
  type LucideIcon,
  MessageSquareWarning,
  Mic,
  MicOff,
  Trash2,
  Undo2,
  UserCheck,
  UserCog,
  UserX,
} from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuItem } from "../../chat/controls/menu.tsx";
import { useText } from "../../chat/language/language.ts";
import type { FixedKey } from "../../chat/language/text.tsx";
import { MenuButton, type MenuButtonProps } from "../../chat/loading/menu-button.tsx";
import { part } from "../../chat/loading/part.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useAdministrator, useMay } from "../session/administrator.ts";

const HandOnDialog = part(() => import("./hand-on-dialog.tsx"));
const ConfirmChange = part(async () => ({
  default: (await import("./confirm-dialogs.tsx")).ConfirmChange,
}));
const ResetSecondFactor = part(async () => ({
  default: (await import("./confirm-dialogs.tsx")).ResetSecondFactor,
}));
const DeleteDialog = part(async () => ({
  default: (await import("./delete-dialog.tsx")).DeleteDialog,
}));
const KeepDialog = part(async () => ({
  default: (await import("./delete-dialog.tsx")).KeepDialog,
}));
const LinkDialog = part(async () => ({ default: (await import("./link-dialog.tsx")).LinkDialog }));
const RoleDialog = part(async () => ({ default: (await import("./role-dialog.tsx")).RoleDialog }));
const TimedDialog = part(async () => ({
  default: (await import("./timed-dialog.tsx")).TimedDialog,
}));
const WarnDialog = part(() => import("./warn-dialog.tsx"));

/** Somebody in a list, or on their own page, which knows whether they are to be deleted. */
type Person = Account & { deletionAt?: string | null };

interface PersonAction {
  name: string;
  label: FixedKey;
  icon: LucideIcon;
  danger?: boolean;
  dialog: (close: () => void) => ReactNode;
}

/** What I may do with somebody, each a dialog. */
export function usePersonActions(person: Person, onChanged: () => void): PersonAction[] {
  const { me } = useAdministrator();
  const may = useMay();
  const targets = { people: [person], onChanged };
  const isSuspended = person.suspension !== null;
  const isLeaving = (person.deletionAt ?? null) !== null;
  const isSilenced = person.silence !== null;
  const actions: (PersonAction & { offered: boolean })[] = [
    {
      ...{ name: "role", label: "panel.person.change-role", icon: UserCog },
      offered: may("setServerRole", person),
      dialog: (close) => (
        <RoleDialog {...targets} roleNow={person.customRole?.id ?? person.role} onClose={close} />
      ),
    },
    {
      ...{ name: "end-sessions", label: "panel.person.end-sessions", icon: LogOut },
      offered: may("endSessions", person),
      dialog: (close) => <ConfirmChange {...targets} wish="end-sessions" onClose={close} />,
    },
    {
      ...{ name: "reset-link", label: "panel.person.reset-link", icon: LinkIcon },
      offered: may("makeResetLink", person),
      dialog: (close) => <LinkDialog person={person} onClose={close} />,
    },
    {
      ...{ name: "second-factor", label: "panel.person.reset-second-factor", icon: KeyRound },
      offered: may("resetSecondFactor", person),
      dialog: (close) => (
        <ResetSecondFactor person={person} onChanged={onChanged} onClose={close} />
      ),
    },
    {
      ...{ name: "hand-on", label: "panel.person.hand-on", icon: Crown },
      offered: may("handOnServer") && person.id !== me.id && !isSuspended,
      dialog: (close) => <HandOnDialog person={person} onClose={close} />,
    },
    {
      ...{ name: "warn", label: "panel.person.warn", icon: MessageSquareWarning },
      offered: may("warn", person),
      dialog: (close) => <WarnDialog {...targets} onClose={close} />,
    },
    {
      ...{ name: "unsilence", label: "panel.person.unsilence", icon: Mic },
      offered: isSilenced && may("unsilence", person),
      dialog: (close) => <ConfirmChange {...targets} wish="unsilence" onClose={close} />,
    },
    {
      ...{ name: "silence", label: "panel.person.silence", icon: MicOff },
      offered: !isSilenced && may("silence", person),
      dialog: (close) => <TimedDialog {...targets} wish="silence" onClose={close} />,
    },
    {
      ...{ name: "unsuspend", label: "panel.person.unsuspend", icon: UserCheck },
      offered: isSuspended && may("unsuspend", person),
      dialog: (close) => <ConfirmChange {...targets} wish="unsuspend" onClose={close} />,
    },
    {
      ...{ name: "suspend", label: "panel.person.suspend", icon: UserX },
      danger: true,
      offered: !isSuspended && may("suspend", person),
      dialog: (close) => <TimedDialog {...targets} wish="suspend" onClose={close} />,
    },
    {
      ...{ name: "keep", label: "panel.person.keep", icon: Undo2 },
      offered: isLeaving && may("keepPerson", person),
      dialog: (close) => <KeepDialog person={person} onChanged={onChanged} onClose={close} />,
    },
    {
      ...{ name: "delete", label: "panel.person.delete", icon: Trash2 },
      danger: true,
      offered: may("deletePerson", person),
      dialog: (close) => <DeleteDialog person={person} onChanged={onChanged} onClose={close} />,
    },
  ];
  // Nobody is behind an account that was deleted.
  if (person.isDeleted) return [];
  return actions.filter(({ offered }) => offered);
}

interface PersonMenuProps {
  person: Person;
  onChanged: () => void;
  /** The button that opens it. */
  trigger: MenuButtonProps["trigger"];
}

/** What I may do with somebody; nothing where that is nothing. */
export function PersonMenu({ person, onChanged, trigger }: PersonMenuProps) {
  const t = useText();
  const openDialog = useDialog();
  const actions = usePersonActions(person, onChanged);
  if (actions.length === 0) return null;
  return (
    <MenuButton
      trigger={trigger}
      menu={(button) => (
        <Menu trigger={button}>
          {actions.map(({ name, label, icon, danger = false, dialog }) => (
            <MenuItem key={name} icon={icon} danger={danger} onSelect={() => openDialog(dialog)}>
              {t(label)}
            </MenuItem>
          ))}
        </Menu>
      )}
    />
  );
}
