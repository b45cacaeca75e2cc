import { createContext, useContext } from "react";

/**
 * The dialogs of the signed-in client, with what each is opened for. A dialog enters itself: the dialog
 * NAME is the default export of a file `NAME-dialog.tsx`, which declares NAME here. Nothing else knows
 * of it but who opens it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by each dialog.
export interface Dialogs {}

/** The open dialog, of which there is at most one. */
export type DialogState = {
  [Name in keyof Dialogs]: { name: Name } & Dialogs[Name];
}[keyof Dialogs];

/** What every dialog is given: its own state, and how to close. */
export interface DialogProps<Name extends keyof Dialogs> {
  dialog: Extract<DialogState, { name: Name }>;
  onClose: () => void;
}

export const DialogContext = createContext<((dialog: DialogState | null) => void) | null>(null);

/** Opens a dialog, or closes the open one with null. */
export function useOpenDialog(): (dialog: DialogState | null) => void {
  const open = useContext(DialogContext);
  if (open === null) throw new Error("Dialogs open inside of the shell only.");
  return open;
}
