import type { Message } from "@roost/protocol/message.ts";
import { createContext, useContext } from "react";

/** What a person can do with a message of the open room. */
export interface MessageActions {
  edit: (message: Message) => void;
  /** Asks first. */
  remove: (message: Message) => void;
  copyText: (message: Message) => void;
  copyLink: (message: Message) => void;
  /** All of these, for fingers. */
  showAll: (message: Message) => void;
  stopEditing: () => void;
  retry: (clientMessageId: string) => void;
  discard: (clientMessageId: string) => void;
}

export const MessageActionsContext = createContext<MessageActions | null>(null);

export function useMessageActions(): MessageActions {
  const actions = useContext(MessageActionsContext);
  if (actions === null) throw new Error("Messages are shown inside of a room only.");
  return actions;
}
