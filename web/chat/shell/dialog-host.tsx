import { type ComponentType, lazy, Suspense } from "react";
import type { DialogState } from "./dialogs.ts";

/** What every dialog is given: its own state, and how to close. */
export interface DialogProps<Name extends DialogState["name"]> {
  dialog: Extract<DialogState, { name: Name }>;
  onClose: () => void;
}

/** Dialogs are loaded when they are first opened. */
const dialogs: { [Name in DialogState["name"]]: ComponentType<DialogProps<Name>> } = {
  switcher: lazy(() => import("../switcher/switcher.tsx")),
  "create-room": lazy(() => import("../create-room/create-room.tsx")),
  invite: lazy(() => import("../invite/invite.tsx")),
  members: lazy(() => import("../members/members-dialog.tsx")),
  "remove-member": lazy(() => import("../members/remove-member.tsx")),
  "room-settings": lazy(() => import("../room-settings/room-settings.tsx")),
  "leave-room": lazy(() => import("../room-settings/leave-room.tsx")),
  "message-actions": lazy(() => import("../message/message-sheet.tsx")),
  "delete-message": lazy(() => import("../message/delete-message.tsx")),
  sessions: lazy(() => import("../account/sessions.tsx")),
  "sign-out": lazy(() => import("../account/sign-out.tsx")),
  shortcuts: lazy(() => import("../shortcuts/shortcuts.tsx")),
};

export function DialogHost(props: { dialog: DialogState | null; onClose: () => void }) {
  const { dialog, onClose } = props;
  return <Suspense fallback={null}>{dialog !== null && render(dialog, onClose)}</Suspense>;
}

function render<Name extends DialogState["name"]>(
  dialog: Extract<DialogState, { name: Name }>,
  onClose: () => void,
) {
  const Dialog: ComponentType<DialogProps<Name>> = dialogs[dialog.name as Name];
  return <Dialog key={dialog.name} dialog={dialog} onClose={onClose} />;
}
