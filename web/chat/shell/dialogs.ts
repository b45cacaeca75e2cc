import type { Message } from "@roost/protocol/message.ts";
import { createContext, useContext } from "react";
import type { MessageActions } from "../message/message-actions.ts";

/** The dialogs of the signed-in client, of which at most one is open. */
export type DialogState =
  | { name: "switcher" }
  | { name: "create-room" }
  | { name: "invite"; roomId: string }
  | { name: "members"; roomId: string }
  | { name: "remove-member"; roomId: string; userId: string }
  | { name: "room-settings"; roomId: string }
  | { name: "leave-room"; roomId: string }
  | { name: "message-actions"; message: Message; actions: MessageActions }
  | { name: "delete-message"; message: Message }
  | { name: "sessions" }
  | { name: "sign-out" }
  | { name: "shortcuts" };

export const DialogContext = createContext<((dialog: DialogState | null) => void) | null>(null);

/** Opens a dialog, or closes the open one with null. */
export function useOpenDialog(): (dialog: DialogState | null) => void {
  const open = useContext(DialogContext);
  if (open === null) throw new Error("Dialogs open inside of the shell only.");
  return open;
}
