import type { ForwardedMessage } from "@roost/protocol/forward.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { PendingMessage } from "@roost/sdk";
import { createContext, useContext } from "react";

/** What a person can do with a message of the open room. */
export interface MessageActions {
  /** Null where nobody may write now. */
  edit: ((message: Message) => void) | null;
  /** Null where nobody may write now. */
  reply: ((message: Message) => void) | null;
  /** Shows the thread below a message, to read it and to answer. Null inside of a thread. */
  openThread: ((root: number) => void) | null;
  /** The address of a message of the room. */
  pathTo: (number: number) => string;
  /** The same of any room of mine. */
  pathOf: (message: ForwardedMessage) => string;
  /** Reacts, or takes that back. Null where nobody may react now. */
  react: ((message: Message, emoji: string, on: boolean) => void) | null;
  /** Pins it for everybody in the room, or no longer. */
  pin: (message: Message, on: boolean) => void;
  /** Asks first. */
  remove: (message: Message) => void;
  /** Keeps it for later, or no longer. */
  save: (message: Message, on: boolean) => void;
  /** Null where that is not shown. */
  showReaders: ((message: Message) => void) | null;
  /** Asks where to. */
  forward: (message: Message) => void;
  /** Asks why. */
  report: (message: Message) => void;
  /** It and all behind it are not read. Null inside of a thread. */
  markUnread: ((message: Message) => void) | null;
  copyText: (message: Message) => void;
  copyLink: (message: Message) => void;
  /** All of these, for fingers. */
  showAll: (message: Message) => void;
  stopEditing: () => void;
  /** Takes a message back that has not been sent yet, into the composer. */
  takeBack: (pending: PendingMessage) => void;
  retry: (clientMessageId: string) => void;
  discard: (clientMessageId: string) => void;
}

export const MessageActionsContext = createContext<MessageActions | null>(null);

export function useMessageActions(): MessageActions {
  const actions = useContext(MessageActionsContext);
  if (actions === null) throw new Error("Messages are shown inside of a room only.");
  return actions;
}
