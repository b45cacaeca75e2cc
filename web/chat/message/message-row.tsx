import type { Message } from "@roost/protocol/message.ts";
import { type KeyboardEvent, memo, useState } from "react";
import { classNames } from "../controls/class-names.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { EditBox } from "./edit-box.tsx";
import { useMessageActions } from "./message-actions.ts";
import { MessageFrame } from "./message-frame.tsx";
import { MessageToolbar } from "./message-toolbar.tsx";
import { useLongPress } from "./use-long-press.ts";

export const rowClass =
  "group/row relative grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 rounded-lg px-3 text-base md:text-[0.9375rem]";

export interface MessageRowProps {
  message: Message;
  rowKey: string;
  head: boolean;
  mine: boolean;
  editing: boolean;
  /** Shown for a moment, because a link led here. */
  highlighted: boolean;
  /** The row that the Tab key reaches; the arrow keys move it. */
  active: boolean;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, rowKey, head, mine, editing, highlighted, active } = props;
  const actions = useMessageActions();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const deleted = message.deletedAt !== null;
  const longPress = useLongPress(() => !deleted && !editing && actions.showAll(message));

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || deleted) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "e" && mine) actions.edit(message);
    else if ((event.key === "Delete" || event.key === "Backspace") && mine) actions.remove(message);
    else if (event.key === "c") actions.copyText(message);
    else if (event.key === "l") actions.copyLink(message);
    else return;
    event.preventDefault();
  }

  return (
    <article
      data-key={rowKey}
      data-number={message.number}
      tabIndex={active ? 0 : -1}
      aria-keyshortcuts={mine ? "e Delete c l" : "c l"}
      className={classNames(
        rowClass,
        head ? "mt-2.5 py-1" : "py-0.5",
        "outline-offset-[-2px] hover:bg-hover pointer-coarse:select-none pointer-coarse:hover:bg-transparent",
        highlighted && "animate-[glow_2.4s_ease-out]",
      )}
      onKeyDown={onKeyDown}
      onPointerEnter={(event) => event.pointerType === "mouse" && setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocused(false)}
      {...longPress}
    >
      <MessageFrame authorId={message.authorId ?? ""} at={message.createdAt} head={head}>
        {deleted ? (
          <p className="text-ink-faint italic">Message deleted</p>
        ) : editing ? (
          <EditBox message={message} />
        ) : (
          <Markdown body={message.body} editedAt={message.editedAt} />
        )}
      </MessageFrame>
      {(pointed || focused) && !deleted && !editing && (
        <MessageToolbar message={message} mine={mine} />
      )}
    </article>
  );
});
