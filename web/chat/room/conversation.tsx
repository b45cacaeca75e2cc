import type { Message } from "@roost/protocol/message.ts";
import type { RoomView } from "@roost/sdk";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Composer } from "../composer/composer.tsx";
import { copyText } from "../controls/copy-text.ts";
import { showToast } from "../controls/toast.tsx";
import { type MessageActions, MessageActionsContext } from "../message/message-actions.ts";
import { MessageList } from "../message-list/message-list.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { useOpenDialog } from "../shell/dialogs.ts";
import { messageLink } from "./links.ts";

export interface ConversationProps {
  room: RoomView;
  target: number | null;
}

/** The messages of a room and the composer under them, and what can be done with a message. */
export function Conversation({ room, target }: ConversationProps) {
  const { roost, me } = useSignedIn();
  const openDialog = useOpenDialog();
  const composer = useRef<HTMLTextAreaElement>(null);
  const [editing, setEditing] = useState<number | null>(null);

  const focusComposer = useCallback(() => composer.current?.focus(), []);
  useEffect(() => {
    // A phone would open its keyboard over the messages.
    if (matchMedia("(pointer: fine)").matches) focusComposer();
  }, [focusComposer]);

  const actions = useMemo(() => {
    const all: MessageActions = {
      edit: (message) => setEditing(message.number),
      stopEditing: () => {
        setEditing(null);
        focusComposer();
      },
      remove: (message) => openDialog({ name: "delete-message", message }),
      showAll: (message) => openDialog({ name: "message-actions", message, actions: all }),
      copyText: (message) => copy(message.body, "Copied the text"),
      copyLink: (message) => copy(messageLink(message), "Copied the link"),
      retry: (clientMessageId) => roost.retry(clientMessageId),
      discard: (clientMessageId) => roost.discard(clientMessageId),
    };
    return all;
  }, [openDialog, roost, focusComposer]);

  async function editLast() {
    const { messages, pending } = roost.timeline(room.id).get();
    const onItsWay = pending.findLast(({ state }) => state !== "failed");
    const mine = (message: Message) => message.authorId === me.id && message.deletedAt === null;
    const last =
      onItsWay === undefined
        ? messages.findLast(mine)
        : await roost.sent(onItsWay).catch(() => undefined);
    if (last !== undefined && composer.current?.value === "") setEditing(last.number);
  }

  return (
    <MessageActionsContext value={actions}>
      <MessageList room={room} editing={editing} target={target} onLeave={focusComposer} />
      <Composer room={room} field={composer} onEditLast={editLast} />
    </MessageActionsContext>
  );
}

async function copy(text: string, done: string) {
  if (await copyText(text)) showToast(done);
  else showToast("The browser did not allow to copy.", "trouble");
}
