import type { ReactionView, RoomView, TimelineView } from "@roost/sdk";
import { ArrowDown, ArrowUp } from "lucide-react";
import { Suspense, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { useText } from "../language/language.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { EventsRow } from "../message/events-row.tsx";
import { MessageRow } from "../message/message-row.tsx";
import { CoveredContext } from "../panels/panels.ts";
import { useTitle } from "../person/use-title.ts";
import { ReceiptMark, showsReceipts } from "../receipts/receipt-mark.tsx";
import { useIsShut } from "../sanctions/use-is-shut.ts";
import { useSignedIn } from "../session/session-context.ts";
import { timelineOf } from "../session/timeline-of.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { useObservable } from "../session/use-observable.ts";
import { Announcer } from "./announcer.tsx";
import { buildItems, type Item } from "./items.ts";
import { JumpButton } from "./jump-button.tsx";
import {
  BottomRow,
  DayRow,
  DividerRow,
  MessageSkeletons,
  RepliesRow,
  TopRow,
} from "./list-rows.tsx";
import { useReading } from "./reading.ts";
import { useAttention } from "./use-attention.ts";
import { useDivider } from "./use-divider.ts";
import { useFolding } from "./use-folding.ts";
import { useMoreMessages } from "./use-more-messages.ts";
import { useRovingRows } from "./use-roving-rows.ts";
import { useScroll } from "./use-scroll.ts";
import { useTarget } from "./use-target.ts";
import { useWithoutUnseen } from "./use-without-unseen.ts";

const FoldedRow = part(() => import("./folded-row.tsx"));

export interface MessageListProps {
  room: RoomView;
  /** The root of the thread that is shown; null for the timeline of the room. */
  thread: number | null;
  /** The row of the message whose text is being changed. */
  editing: string | null;
  /** The message that the address names. */
  target: number | null;
  /** Puts the focus back into the composer. */
  onLeave: () => void;
}

const none: TimelineView["pending"] = [];
const noReactions: readonly ReactionView[] = [];

/** The messages of a room, or of a thread of it, the newest at the end. Mounted anew for each. */
export function MessageList(props: MessageListProps) {
  return (
    <>
      <ListOrPlaceholder {...props} />
      {/* What arrives while the list is loaded has arrived. */}
      {props.thread === null && <Announcer roomId={props.room.id} />}
    </>
  );
}

function ListOrPlaceholder(props: MessageListProps) {
  const t = useText();
  const { roost } = useSignedIn();
  const timeline = timelineOf(roost, props.room, props.thread);
  const view = useObservable(timeline);
  const [first] = useState(props.target);
  useEffect(() => {
    // The way to a message from others that are there already is that of `useTarget`.
    if (first === null) timeline.loadNewest();
    else if (timeline.get().status !== "ready") timeline.loadAround(first);
  }, [timeline, first]);

  if (view.status === "error" && view.messages.length === 0) {
    return (
      <EmptyPerch
        birds={0}
        title={t("message-list.failed")}
        actions={<Button onClick={() => timeline.loadNewest()}>{t("controls.try-again")}</Button>}
      >
        {describeTrouble(view.error, t)}
      </EmptyPerch>
    );
  }
  if (view.status !== "ready" && view.messages.length === 0) {
    return (
      <div className="min-h-0 flex-1 overflow-hidden" aria-busy>
        <div className="mx-auto flex h-full max-w-[54rem] flex-col justify-end">
          <MessageSkeletons rows={7} />
        </div>
      </div>
    );
  }
  return <LoadedList {...props} />;
}

function LoadedList({ room, thread, editing, target, onLeave }: MessageListProps) {
  const t = useText();
  const title = useTitle(room);
  const { roost, me } = useSignedIn();
  const may = useMay();
  const isShut = useIsShut();
  const timeline = timelineOf(roost, room, thread);
  const view = useObservable(timeline);
  const threads = useObservable(roost.threads.of(room.id));
  const reading = useReading(room, thread, view);
  const scroller = useRef<HTMLDivElement>(null);
  const covered = useContext(CoveredContext);
  const attentive = useAttention() && !covered;
  const { after: dividerAfter, count: newCount, isHeld } = useDivider(reading, attentive);
  const { boundaries, loadOlder, loadNewer } = useMoreMessages(timeline, view);
  const { hasNewer } = view;
  const pending = hasNewer ? none : view.pending;
  const messages = useWithoutUnseen(view.messages, reading);
  const lastOwn = useMemo(
    () =>
      thread === null && showsReceipts(room, roost) ? lastOf(view.messages, me.id) : undefined,
    [thread, room, roost, view.messages, me.id],
  );
  const { folding, toggle } = useFolding();
  const items = useMemo(() => {
    const around = { dividerAfter, boundaries, folding, root: thread };
    return buildItems({ messages, pending, myId: me.id, ...around });
  }, [messages, pending, me.id, dividerAfter, boundaries, folding, thread]);
  const scroll = useScroll(scroller, items, { hasNewer, loadOlder, loadNewer });
  const { toIndex, toEnd, isAtEnd } = scroll;
  const showCentered = useCallback((index: number) => toIndex(index, "center"), [toIndex]);
  const showNearest = useCallback((index: number) => toIndex(index, "nearest"), [toIndex]);
  const goal = useTarget(timeline, view, { items, toIndex: showCentered, toEnd }, target);
  const { goTo } = goal;
  const roving = useRovingRows(items, scroller, showNearest, onLeave);

  const lastSent = view.pending[view.pending.length - 1]?.clientMessageId;
  const sentBefore = useRef(lastSent);
  useEffect(() => {
    // Who writes wants to see it there, wherever they were reading.
    if (lastSent !== undefined && lastSent !== sentBefore.current) goTo("end");
    sentBefore.current = lastSent;
  }, [lastSent, goTo]);

  const [seenDivider, setSeenDivider] = useState<number | null>(null);
  const onSeeDivider = useCallback(() => setSeenDivider(dividerAfter), [dividerAfter]);

  const caughtUp = attentive && !isHeld && scroll.atEnd && goal.seeking === null;
  useEffect(() => {
    if (!caughtUp || reading.unread === 0) return;
    // Once the frame comes that shows them: who turns the wheel before that has not seen them.
    const frame = requestAnimationFrame(() => {
      if (isAtEnd()) reading.mark();
    });
    return () => cancelAnimationFrame(frame);
  }, [caughtUp, isAtEnd, reading]);

  const editingIndex = editing === null ? -1 : items.findIndex(({ key }) => key === editing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when editing begins.
  useEffect(() => {
    if (editingIndex >= 0 && !isOnScreen(scroller.current, editing)) showCentered(editingIndex);
  }, [editing]);
  const newAbove =
    dividerAfter !== null && dividerAfter < reading.lastNumber && seenDivider !== dividerAfter;

  function renderItem(item: Item) {
    switch (item.kind) {
      case "top":
        if (thread !== null && !view.hasOlder && view.failed !== "older") return null;
        return (
          <TopRow
            room={room}
            hasOlder={view.hasOlder}
            error={view.failed === "older" ? view.error : null}
            onRetry={() => timeline.loadOlder()}
          />
        );
      case "day":
        return <DayRow at={item.at} />;
      case "divider":
        return <DividerRow onSee={onSeeDivider} />;
      case "replies":
        return <RepliesRow count={threads.get(thread ?? 0)?.count ?? 0} />;
      case "folded":
        return (
          <Region className="h-8">
            <Suspense fallback={<div className="h-8" />}>
              <FoldedRow
                rowKey={item.key}
                count={item.messages.length}
                isOpen={item.isOpen}
                active={item.key === roving.activeKey}
                onToggle={() => toggle(item)}
              />
            </Suspense>
          </Region>
        );
      case "events":
        return <EventsRow messages={item.messages} />;
      case "message":
      case "pending": {
        const message = item.kind === "message" ? item.message : null;
        const pending = item.kind === "pending" ? item.pending : null;
        const authorId = message ? message.authorId : me.id;
        const { replyTo, threadNumber } = item.kind === "message" ? item.message : item.pending;
        return (
          <MessageRow
            message={message}
            pending={pending}
            authorId={authorId}
            at={(message ?? pending)?.createdAt ?? ""}
            reactions={(message && view.reactions.get(message.number)) ?? noReactions}
            thread={message ? threads.get(message.number) : undefined}
            root={threadNumber === undefined ? undefined : view.quoted.get(threadNumber)}
            quote={replyTo === undefined ? undefined : view.quoted.get(replyTo)}
            receipt={
              message && message === lastOwn ? <ReceiptMark room={room} message={message} /> : null
            }
            rowKey={item.key}
            head={item.head}
            editable={may("editMessage", { room, message })}
            deletable={may("deleteMessage", { room, message })}
            pinnable={!isShut(room) && may("pin", { room, message })}
            editing={item.key === editing}
            highlighted={message !== null && message.number === goal.highlighted}
            active={item.key === roving.activeKey}
          />
        );
      }
      case "bottom":
        return (
          <BottomRow
            hasNewer={hasNewer}
            error={view.failed === "newer" ? view.error : null}
            onRetry={() => timeline.loadNewer()}
          />
        );
    }
  }

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={
          thread === null
            ? t("message-list.of", { room: title })
            : t("message-list.of-thread", { room: title })
        }
        aria-busy={view.loading !== null}
        {...scroll.handlers}
        onKeyDown={roving.onKeyDown}
        onFocus={roving.onFocus}
        onBlur={roving.onBlur}
        className="flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {/* Few messages stand at the bottom, near to the composer; those of a thread begin with its root. */}
        {thread === null && <div className="grow" />}
        <div ref={scroll.content} className="relative shrink-0" style={{ height: scroll.height }}>
          {scroll.rows([roving.activeIndex, editingIndex]).map(({ item, top }) => (
            <div
              key={item.key}
              ref={scroll.watch}
              data-row={item.key}
              className="absolute inset-x-0 [contain:layout_style]"
              style={{ top }}
            >
              <div className="mx-auto max-w-[54rem] sm:px-2">{renderItem(item)}</div>
            </div>
          ))}
        </div>
      </div>
      {scroll.farFromEnd && (
        <JumpButton
          icon={ArrowDown}
          place="bottom"
          label={
            reading.unread > 0
              ? t("message-list.new-below", { count: reading.unread })
              : t("message-list.latest")
          }
          strong={reading.unread > 0}
          busy={goal.seeking === "end"}
          onClick={() => {
            goTo("end");
            onLeave();
          }}
        />
      )}
      {newAbove && (
        <JumpButton
          icon={ArrowUp}
          place="top"
          label={t("message-list.new-above", { count: newCount })}
          strong
          busy={goal.seeking === dividerAfter + 1}
          onClick={() => goTo(dividerAfter + 1)}
        />
      )}
    </div>
  );
}

/** The newest message of somebody that stands. */
function lastOf(messages: TimelineView["messages"], userId: string) {
  return messages.findLast(({ authorId, deletedAt }) => authorId === userId && deletedAt === null);
}

function isOnScreen(scroller: HTMLElement | null, key: string | null): boolean {
  const row = scroller?.querySelector(`[data-key="${key}"]`)?.getBoundingClientRect();
  const box = scroller?.getBoundingClientRect();
  return row !== undefined && box !== undefined && row.top >= box.top && row.bottom <= box.bottom;
}
