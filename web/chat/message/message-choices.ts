import type { Message } from "@roost/protocol/message.ts";
import {
  Bookmark,
  BookmarkCheck,
  CheckCheck,
  Copy,
  CornerUpLeft,
  Flag,
  Forward,
  Link,
  type LucideIcon,
  MailOpen,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from "lucide-react";
import type { FixedKey } from "../language/text.tsx";
import type { MessageActions } from "./message-actions.ts";

/** Something to do with a message: an entry of its menus, a key, and maybe a button. */
export interface MessageChoice {
  icon: LucideIcon;
  label: FixedKey;
  /** Keys of the keyboard that do it, as events name them; the first is shown. */
  keys: readonly string[];
  /** Has a button in the toolbar as well. */
  isQuick?: boolean;
  isDangerous?: boolean;
  choose: () => void;
}

export interface ChoiceLimits {
  editable: boolean;
  deletable: boolean;
  pinnable: boolean;
  isSaved: boolean;
}

/** All that somebody can do with a message now, besides reacting to it. In the order of the menus. */
export function choicesFor(
  message: Message,
  actions: MessageActions,
  { editable, deletable, pinnable, isSaved }: ChoiceLimits,
): MessageChoice[] {
  const { reply, edit, openThread, markUnread, showReaders } = actions;
  const choices: (MessageChoice | false | null)[] = [
    reply && {
      icon: CornerUpLeft,
      label: "message.reply",
      keys: ["q"],
      isQuick: true,
      choose: () => reply(message),
    },
    // What stands in a thread already is read by the line under its root.
    reply &&
      openThread && {
        icon: MessagesSquare,
        label: "message.reply-in-thread",
        keys: ["t"],
        isQuick: true,
        choose: () => openThread(message.threadNumber ?? message.number),
      },
    {
      icon: isSaved ? BookmarkCheck : Bookmark,
      label: isSaved ? "saved.remove" : "saved.add",
      keys: ["s"],
      isQuick: true,
      choose: () => actions.save(message, !isSaved),
    },
    edit !== null &&
      editable && {
        icon: Pencil,
        label: "message.edit",
        keys: ["e"],
        isQuick: true,
        choose: () => edit(message),
      },
    pinnable && {
      icon: message.pinned ? PinOff : Pin,
      label: message.pinned ? "message.unpin" : "message.pin",
      keys: ["i"],
      choose: () => actions.pin(message, !message.pinned),
    },
    {
      icon: Forward,
      label: "message.forward",
      keys: ["f"],
      choose: () => actions.forward(message),
    },
    markUnread && {
      icon: MailOpen,
      label: "message.mark-unread",
      keys: ["u"],
      choose: () => markUnread(message),
    },
    showReaders && {
      icon: CheckCheck,
      label: "receipts.readers",
      keys: ["b"],
      choose: () => showReaders(message),
    },
    {
      icon: Copy,
      label: "message.copy-text",
      keys: ["c"],
      choose: () => actions.copyText(message),
    },
    {
      icon: Link,
      label: "message.copy-link",
      keys: ["l"],
      choose: () => actions.copyLink(message),
    },
    // What is not mine.
    !editable && {
      icon: Flag,
      label: "message.report",
      keys: ["!"],
      choose: () => actions.report(message),
    },
    deletable && {
      icon: Trash2,
      label: "message.delete",
      keys: ["Delete", "Backspace"],
      isDangerous: true,
      choose: () => actions.remove(message),
    },
  ];
  return choices.filter((choice) => choice !== false && choice !== null);
}
