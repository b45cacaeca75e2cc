import type { Message, Quote } from "@roost/protocol/message.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import type { PendingMessage, ReactionView } from "@roost/sdk";
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  Suspense,
  useCallback,
  useState,
} from "react";
import { classNames } from "../controls/class-names.ts";
import type { Point } from "../controls/menu.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import { MentionsContext } from "../markdown/mention.tsx";
import { ReactionBar } from "../reactions/reaction-bar.tsx";
import { SavedMark } from "../saved/saved-mark.tsx";
import { useIsSaved } from "../saved/use-is-saved.ts";
import { Forwarded } from "./forwarded.tsx";
import { useMessageActions } from "./message-actions.ts";
import { choicesFor } from "./message-choices.ts";
import { MessageFrame } from "./message-frame.tsx";
import { PendingText } from "./pending-text.tsx";
import { PinnedLine } from "./pinned-line.tsx";
import { QuotedLine } from "./quoted-line.tsx";
import { AnsweredLine, ThreadLine } from "./thread-line.tsx";
import { useLongPress } from "./use-long-press.ts";
import { useMentions } from "./use-mentions.ts";

const MessageMenu = part(() => import("./message-menu.tsx"));
const MessageToolbar = part(() => import("./message-toolbar.tsx"));
const EditBox = part(() => import("./edit-box.tsx"));

const rowClass =
  "group/row relative grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 rounded-lg px-3 text-base md:text-[0.9375rem]";

export interface MessageRowProps {
  /** Null while it is on its way. */
  message: Message | null;
  pending: PendingMessage | null;
  authorId: string | null;
  at: string;
  reactions: readonly ReactionView[];
  /** The thread below it, where there is one. */
  thread: Thread | undefined;
  /** What it answers in a thread, where it stands in one and in the room. */
  root: Quote | undefined;
  /** What it replies to, where that is known. */
  quote: Quote | undefined;
  rowKey: string;
  head: boolean;
  /** How far it has come, where that is shown. */
  receipt: ReactNode;
  editable: boolean;
  deletable: boolean;
  pinnable: boolean;
  editing: boolean;
  /** Shown for a moment, because a link led here. */
  highlighted: boolean;
  /** The row that the Tab key reaches; the arrow keys move it. */
  active: boolean;
}

/** A message, also while it is on its way: one row from the key press on, so that it keeps the focus. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const t = useText();
  const { message, pending, authorId, at, reactions, rowKey, head } = props;
  const { quote, thread, root, editable, deletable, pinnable, receipt } = props;
  const { editing, highlighted, active } = props;
  const actions = useMessageActions();
  const openDialog = useOpenDialog();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  /** Where the menu was asked for by a click of the other button. */
  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const deleted = message !== null && message.deletedAt !== null;
  /** What can be done something with. */
  const actual = deleted ? null : message;
  const { replyTo, threadNumber } = actual ?? pending ?? {};
  const { id } = actual ?? {};
  const saved = useIsSaved(id ?? "");
  const mentions = useMentions(actual);
  const react =
    actual && actions.react && ((emoji: string, on: boolean) => actions.react?.(actual, emoji, on));
  const showHistory = useCallback(
    () => id && openDialog({ name: "history", messageId: id }),
    [id, openDialog],
  );
  const longPress = useLongPress(() => actual && !editing && actions.showAll(actual));

  const choices =
    actual === null
      ? []
      : choicesFor(actual, actions, { editable, deletable, pinnable, isSaved: saved });

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || actual === null) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = choices.find(({ keys }) => keys.includes(event.key));
    if (choice) choice.choose();
    else if (event.key === "p" && authorId !== null)
      openDialog({ name: "profile", userId: authorId });
    else if (event.key === "r" && actions.react) {
      event.currentTarget.querySelector<HTMLElement>("[data-react]")?.click();
    } else return;
    event.preventDefault();
  }

  function onContextMenu(event: MouseEvent<HTMLElement>) {
    longPress.onContextMenu(event);
    if (event.defaultPrevented || actual === null || editing || hasOwnMenu(event)) return;
    event.preventDefault();
    setMenuAt({ x: event.clientX, y: event.clientY });
  }

  return (
    <article
      data-key={rowKey}
      data-number={message?.number}
      data-state={pending?.state}
      tabIndex={active ? 0 : -1}
      aria-keyshortcuts={
        actual === null
          ? undefined
          : ["p", ...(react ? ["r"] : []), ...choices.map(({ keys }) => keys[0])].join(" ")
      }
      className={classNames(
        rowClass,
        head ? "mt-2.5 py-1" : "py-0.5",
        "outline-offset-[-2px] hover:bg-hover pointer-coarse:select-none pointer-coarse:hover:bg-transparent",
        highlighted && "animate-[glow_2.4s_ease-out]",
      )}
      onKeyDown={onKeyDown}
      // Not the pointer's entering: React misses it where what the pointer was over is gone by then.
      onPointerOver={(event) => event.pointerType === "mouse" && setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocused(false)}
      {...longPress}
      onContextMenu={onContextMenu}
    >
      <MessageFrame authorId={authorId ?? ""} at={at} head={head}>
        {threadNumber !== undefined && <AnsweredLine number={threadNumber} root={root} />}
        {replyTo !== undefined && <QuotedLine number={replyTo} quote={quote} />}
        {editing && !deleted ? (
          <Region className="">
            <Suspense>
              <EditBox message={message} pending={pending} />
            </Suspense>
          </Region>
        ) : (
          <>
            {pending && <PendingText pending={pending} />}
            {deleted && <p className="text-ink-faint italic">{t("message.deleted")}</p>}
            {saved && <SavedMark />}
            {actual?.pinned && <PinnedLine byId={actual.pinned.byId} />}
            {actual && (
              <MentionsContext value={mentions}>
                {actual.forwarded && <Forwarded forwarded={actual.forwarded} />}
                <Markdown body={actual.body} editedAt={actual.editedAt} onHistory={showHistory} />
              </MentionsContext>
            )}
            {actual && reactions.length > 0 && (
              <ReactionBar message={actual} reactions={reactions} onReact={react} />
            )}
            {message && thread && <ThreadLine id={message.id} thread={thread} />}
          </>
        )}
      </MessageFrame>
      {receipt}
      {(pointed || focused) && actual && !editing && (
        <Region className="hidden">
          <Suspense>
            <MessageToolbar message={actual} choices={choices} />
          </Suspense>
        </Region>
      )}
      {menuAt && (
        <Region onClose={() => setMenuAt(null)}>
          <Suspense>
            <MessageMenu choices={choices} from={menuAt} onClose={() => setMenuAt(null)} />
          </Suspense>
        </Region>
      )}
    </article>
  );
});

/** Where the browser's own menu is wanted: on links, on images, and on words that are selected. */
function hasOwnMenu({ target, shiftKey }: MouseEvent): boolean {
  if (shiftKey || !(target instanceof Element)) return true;
  const selection = getSelection();
  const isOnSelection = selection?.isCollapsed === false && selection.containsNode(target, true);
  return isOnSelection || target.closest("a, img, video, audio, input, textarea") !== null;
}
