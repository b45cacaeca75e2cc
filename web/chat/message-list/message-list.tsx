import type { RoomView } from "@roost/sdk";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Virtualizer } from "virtua";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { EventsRow } from "../message/events-row.tsx";
import { MessageRow } from "../message/message-row.tsx";
import { PendingRow } from "../message/pending-row.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Announcer } from "./announcer.tsx";
import { buildItems, type Item, indexOfNumber } from "./items.ts";
import { JumpButton } from "./jump-button.tsx";
import { DayRow, DividerRow, MessageSkeletons, TopRow } from "./list-rows.tsx";
import { useAttention } from "./use-attention.ts";
import { useDivider } from "./use-divider.ts";
import { useOlderPages } from "./use-older-pages.ts";
import { useRovingRows } from "./use-roving-rows.ts";
import { useScroll } from "./use-scroll.ts";
import { useTarget } from "./use-target.ts";

export interface MessageListProps {
  room: RoomView;
  /** The message whose text is being changed. */
  editing: number | null;
  /** The message that the address names. */
  target: number | null;
  /** Puts the focus back into the composer. */
  onLeave: () => void;
}

/** The messages of a room, the newest at the end. Mounted anew for each room. */
export function MessageList(props: MessageListProps) {
  const { roost } = useSignedIn();
  const timeline = roost.timeline(props.room.id);
  const view = useObservable(timeline);
  useEffect(() => {
    timeline.loadNewest();
  }, [timeline]);

  if (view.status === "error" && view.messages.length === 0) {
    return (
      <EmptyPerch
        birds={0}
        title="The messages could not be loaded"
        actions={<Button onClick={() => timeline.loadNewest()}>Try again</Button>}
      >
        {view.error}
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

function LoadedList({ room, editing, target, onLeave }: MessageListProps) {
  const { roost, me } = useSignedIn();
  const timeline = roost.timeline(room.id);
  const view = useObservable(timeline);
  const scroller = useRef<HTMLDivElement>(null);
  const attentive = useAttention();
  const dividerAfter = useDivider(room, attentive);
  const { shift, boundaries, loadOlder } = useOlderPages(timeline, view);
  const { messages, pending } = view;
  const items = useMemo(
    () => buildItems({ messages, pending, myId: me.id, dividerAfter, boundaries }),
    [messages, pending, me.id, dividerAfter, boundaries],
  );
  const scroll = useScroll(scroller, items, shift, loadOlder);
  const { toIndex } = scroll;
  const showCentered = useCallback((index: number) => toIndex(index, "center"), [toIndex]);
  const showNearest = useCallback((index: number) => toIndex(index, "nearest"), [toIndex]);
  const goal = useTarget(timeline, view, items, showCentered, target);
  const roving = useRovingRows(items, scroller, showNearest, onLeave);

  const { toEnd } = scroll;
  const lastSent = pending[pending.length - 1]?.clientMessageId;
  useEffect(() => {
    // Who writes wants to see it there, wherever they were reading.
    if (lastSent !== undefined) toEnd();
  }, [lastSent, toEnd]);

  const [seenDivider, setSeenDivider] = useState<number | null>(null);
  const onSeeDivider = useCallback(() => setSeenDivider(dividerAfter), [dividerAfter]);

  const caughtUp = attentive && scroll.atEnd && !goal.seeking;
  useEffect(() => {
    if (caughtUp && room.unread > 0) roost.markRead(room.id, room.lastNumber);
  }, [caughtUp, room, roost]);

  const editingIndex = editing === null ? -1 : indexOfNumber(items, editing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when editing begins.
  useEffect(() => {
    if (editingIndex >= 0 && !isOnScreen(scroller.current, editing)) showCentered(editingIndex);
  }, [editing]);
  const keepMounted = [roving.activeIndex, editingIndex].filter((index) => index >= 0);
  const newAbove =
    dividerAfter !== null && dividerAfter < room.lastNumber && seenDivider !== dividerAfter;

  function renderItem(item: Item) {
    switch (item.kind) {
      case "top":
        return (
          <TopRow
            room={room}
            hasOlder={view.hasOlder}
            error={view.error}
            onRetry={() => timeline.loadOlder()}
          />
        );
      case "day":
        return <DayRow at={item.at} />;
      case "divider":
        return <DividerRow onSee={onSeeDivider} />;
      case "events":
        return <EventsRow messages={item.messages} />;
      case "message":
        return (
          <MessageRow
            message={item.message}
            rowKey={item.key}
            head={item.head}
            mine={item.message.authorId === me.id}
            editing={item.message.number === editing}
            highlighted={item.message.number === goal.highlighted}
            active={item.key === roving.activeKey}
          />
        );
      case "pending":
        return (
          <PendingRow
            pending={item.pending}
            rowKey={item.key}
            myId={me.id}
            head={item.head}
            active={item.key === roving.activeKey}
          />
        );
      case "bottom":
        return <div className="h-4" />;
    }
  }

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={`Messages in ${room.name}`}
        aria-busy={view.loadingOlder}
        onKeyDown={roving.onKeyDown}
        onFocus={roving.onFocus}
        onBlur={roving.onBlur}
        className="flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {/* Few messages stand at the bottom, near to the composer. */}
        <div className="grow" />
        <Virtualizer
          ref={scroll.list}
          scrollRef={scroller}
          data={items}
          shift={shift}
          keepMounted={keepMounted}
          onScroll={scroll.onScroll}
          onScrollEnd={scroll.onScrollEnd}
          onResize={scroll.onResize}
        >
          {(item) => (
            <div key={item.key} className="mx-auto max-w-[54rem] sm:px-2">
              {renderItem(item)}
            </div>
          )}
        </Virtualizer>
      </div>
      <Announcer roomId={room.id} />
      {!scroll.atEnd && (
        <JumpButton
          icon={ArrowDown}
          place="bottom"
          label={room.unread > 0 ? `${countText(room.unread)} new` : "Latest"}
          strong={room.unread > 0}
          onClick={() => {
            scroll.toEnd();
            onLeave();
          }}
        />
      )}
      {newAbove && (
        <JumpButton
          icon={ArrowUp}
          place="top"
          label={`${countText(room.lastNumber - dividerAfter)} new messages`}
          strong
          busy={goal.seeking}
          onClick={() => goal.goTo(dividerAfter + 1)}
        />
      )}
    </div>
  );
}

function isOnScreen(scroller: HTMLElement | null, number: number | null): boolean {
  const row = scroller?.querySelector(`[data-number="${number}"]`)?.getBoundingClientRect();
  const box = scroller?.getBoundingClientRect();
  return row !== undefined && box !== undefined && row.top >= box.top && row.bottom <= box.bottom;
}

const countText = (count: number) => count.toLocaleString("en");
