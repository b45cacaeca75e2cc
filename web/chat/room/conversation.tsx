import { limits } from "@roost/protocol/limits.ts";
import { isAtLeast } from "@roost/protocol/permissions.ts";
import type { PendingMessage, RoomView, TimelineView } from "@roost/sdk";
import { type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Composer } from "../composer/composer.tsx";
import { draftPlace } from "../composer/draft-place.ts";
import { lastHeld, takeBack } from "../composer/take-back.ts";
import { useReply } from "../composer/use-reply.ts";
import { copyText } from "../controls/copy-text.ts";
import { showToast } from "../controls/toast.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { KeyCatcher } from "../keys/key-catcher.tsx";
import { currentText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { markUnread } from "../message/mark-unread.ts";
import { type MessageActions, MessageActionsContext } from "../message/message-actions.ts";
import { lastOwnRow, rowKeyOf } from "../message-list/items.ts";
import { MessageList } from "../message-list/message-list.tsx";
import { pinMessage } from "../pins/pin-message.ts";
import { useIsShut } from "../sanctions/use-is-shut.ts";
import { saveMessage } from "../saved/save-message.ts";
import { useSignedIn } from "../session/session-context.ts";
import { timelineOf } from "../session/timeline-of.ts";
import { describeTrouble } from "../session/trouble.ts";
import { TypingLine } from "../typing/typing-line.tsx";
import { messageLink, messagePath } from "./links.ts";

const ClosedNote = part(() => import("./closed-note.tsx"));

export interface ConversationProps {
  room: RoomView;
  /** The root of the thread that is shown; null for the timeline of the room. */
  thread?: number | null;
  target: number | null;
  /** The address of a message of the room. */
  pathTo: (number: number) => string;
  openThread: ((root: number) => void) | null;
  /** The field to write into, where somebody else puts the focus there. */
  field?: RefObject<HTMLTextAreaElement | null>;
}

/**
 * The messages of a room, or of a thread of it, and the composer under them, and what can be done with a
 * message.
 */
export function Conversation(props: ConversationProps) {
  const { room, thread = null, target, pathTo, openThread, field } = props;
  const { roost, me } = useSignedIn();
  const openDialog = useOpenDialog();
  const isReadOnly = useIsShut()(room);
  const showsReaders =
    thread === null &&
    roost.signals.showsReceipts &&
    room.memberCount > 1 &&
    room.memberCount <= limits.receiptsMembers;
  const isClosed = isReadOnly || (room.announcement === true && !isAtLeast(room.role, "moderator"));
  const own = useRef<HTMLTextAreaElement>(null);
  const composer = field ?? own;
  /** The row of the message whose text is being changed. */
  const [editing, setEditing] = useState<string | null>(null);
  /** ArrowUp was pressed, but there is no edit box yet: keys are caught until it has come. */
  const [editLastAsked, setEditLastAsked] = useState(false);
  /** The same, where it is known which message: the box is on its way. */
  const [awaitsBox, setAwaitsBox] = useState(false);
  const openBox = useCallback((key: string) => {
    // The next key may be waiting already.
    flushSync(() => setEditing(key));
    setAwaitsBox(document.activeElement?.closest("[data-edit-box]") === null);
  }, []);

  /** Whether what is written in a thread is sent into its room, too. */
  const [alsoInRoom, setAlsoInRoom] = useState(false);
  const reply = useReply(draftPlace(room.id, thread));
  const { start: startReply } = reply;
  const focusComposer = useCallback(() => composer.current?.focus(), [composer]);
  useEffect(() => {
    // A phone would open its keyboard over the messages.
    if (thread === null && matchMedia("(pointer: fine)").matches) focusComposer();
  }, [thread, focusComposer]);

  const undoSending = useCallback(
    (pending: PendingMessage): boolean => {
      const taken = takeBack(roost, pending);
      if (taken?.inRoom && taken.threadNumber === thread) setAlsoInRoom(true);
      return taken !== null;
    },
    [roost, thread],
  );

  const actions = useMemo(() => {
    const all: MessageActions = {
      edit: isReadOnly ? null : (message) => openBox(rowKeyOf(message)),
      stopEditing: () => {
        setEditing(null);
        focusComposer();
      },
      reply: isClosed
        ? null
        : ({ number }) => {
            startReply(number);
            focusComposer();
          },
      openThread,
      pathTo,
      pathOf: ({ roomId, number }) => messagePath(roomId, number),
      react: isReadOnly
        ? null
        : (message, emoji, on) => {
            roost.react(message, emoji, on).catch((error: unknown) => {
              const t = currentText();
              const reason = describeTrouble(error, t);
              showToast(t("reactions.failed", { reason }), "trouble");
            });
          },
      pin: (message, on) => pinMessage(roost, message.id, on),
      remove: (message) => openDialog({ name: "delete-message", message }),
      showAll: (message) => openDialog({ name: "message-actions", message, actions: all }),
      save: (message, on) => saveMessage(roost, message.id, on),
      showReaders: showsReaders ? (message) => openDialog({ name: "readers", message }) : null,
      forward: (message) => openDialog({ name: "forward", message }),
      report: (message) => openDialog({ name: "report-message", message }),
      markUnread: thread === null ? (message) => markUnread(roost, message) : null,
      copyText: (message) => copy(message.body, "message.copied-text"),
      copyLink: (message) => copy(messageLink(message), "message.copied-link"),
      takeBack: (pending) => {
        undoSending(pending);
        focusComposer();
      },
      retry: (clientMessageId) => roost.retry(clientMessageId),
      discard: (clientMessageId) => roost.discard(clientMessageId),
    };
    return all;
  }, [
    openDialog,
    roost,
    thread,
    pathTo,
    openThread,
    focusComposer,
    startReply,
    undoSending,
    isReadOnly,
    showsReaders,
    isClosed,
    openBox,
  ]);

  function editLast() {
    const view = timelineOf(roost, room, thread).get();
    if (takeBackLast()) return;
    if (showsNewest(view)) {
      const last = lastOwnRow(view, me.id);
      if (last === null) return;
      return openBox(last);
    }
    setEditLastAsked(true);
  }

  function takeBackLast(): boolean {
    const held = lastHeld(timelineOf(roost, room, thread).get().pending);
    return held !== undefined && undoSending(held);
  }

  function endCatching() {
    setEditLastAsked(false);
    setAwaitsBox(false);
  }

  useEffect(() => {
    if (!editLastAsked) return;
    let givenUp = false;
    const timeline = timelineOf(roost, room, thread);
    timeline.loadNewest().then(() => {
      const view = timeline.get();
      const last = showsNewest(view) ? lastOwnRow(view, me.id) : null;
      if (givenUp) return;
      if (last === null) focusComposer();
      else setEditing(last);
    });
    return () => {
      givenUp = true;
    };
  }, [editLastAsked, roost, room, thread, me.id, focusComposer]);

  return (
    <MessageActionsContext value={actions}>
      {(editLastAsked || awaitsBox) && (
        <KeyCatcher
          into="[data-edit-box], [data-composer]"
          onGiveUp={() => {
            endCatching();
            actions.stopEditing();
          }}
          onDone={endCatching}
        />
      )}
      <Region>
        <MessageList
          room={room}
          thread={thread}
          editing={editing}
          target={target}
          onLeave={focusComposer}
        />
      </Region>
      {isClosed ? (
        <Region className="h-17">
          <Suspense fallback={<div className="h-17" />}>
            <ClosedNote room={room} thread={thread} />
          </Suspense>
        </Region>
      ) : (
        <>
          <TypingLine roomId={room.id} thread={thread} />
          <Composer
            room={room}
            thread={thread}
            field={composer}
            reply={reply}
            alsoInRoom={alsoInRoom}
            onAlsoInRoom={setAlsoInRoom}
            onEditLast={editLast}
            onUndo={takeBackLast}
          />
        </>
      )}
    </MessageActionsContext>
  );
}

const showsNewest = ({ status, hasNewer }: TimelineView) => status === "ready" && !hasNewer;

async function copy(text: string, done: FixedKey) {
  const t = currentText();
  if (await copyText(text)) showToast(t(done));
  else showToast(t("controls.copy-refused"), "trouble");
}
