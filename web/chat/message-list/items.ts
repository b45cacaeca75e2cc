import type { Message } from "@roost/protocol/message.ts";
import { counts } from "@roost/protocol/unread.ts";
import type { PendingMessage, TimelineView } from "@roost/sdk";
import { isSameDay } from "../time/format.ts";

/** A row of the message list. `key` stays the same while the row is the same thing. */
export type Item =
  | { kind: "top"; key: string }
  | { kind: "day"; key: string; at: string }
  | { kind: "divider"; key: string }
  | { kind: "replies"; key: string }
  | { kind: "message"; key: string; message: Message; head: boolean }
  | { kind: "folded"; key: string; messages: readonly Message[]; isOpen: boolean }
  | { kind: "events"; key: string; messages: readonly Message[] }
  | { kind: "pending"; key: string; pending: PendingMessage; head: boolean }
  | { kind: "bottom"; key: string };

/** Messages of one person within this time stand under one name. */
const GROUP_MS = 5 * 60_000;

export interface ItemsInput {
  messages: TimelineView["messages"];
  pending: TimelineView["pending"];
  myId: string;
  /** The "new messages" line stands behind this number; null for none. */
  dividerAfter: number | null;
  /** Numbers that were the first of the list at some time. Rows never merge across them, so that
   * a page that comes in above changes nothing on the screen. */
  boundaries: ReadonlySet<number>;
  /** What is folded, because I have blocked who wrote it; null where that is nothing. */
  folding?: Folding | null;
  /** The root, where these are the messages of a thread. */
  root?: number | null;
}

export interface Folding {
  hasBlocked: (userId: string | null) => boolean;
  /** The numbers of those that I have opened. */
  opened: ReadonlySet<number>;
}

/** Lays a timeline out in rows: day separators, names once a group, quiet events together. */
export function buildItems(input: ItemsInput): Item[] {
  const items: Item[] = [{ kind: "top", key: "top" }];
  const last = input.messages[input.messages.length - 1];
  const firstNew = firstNewOf(input);
  let previous: Message | null = null;
  for (const message of input.messages) {
    const newDay = previous === null || !isSameDay(previous.createdAt, message.createdAt);
    if (newDay) items.push({ kind: "day", key: `day-${message.number}`, at: message.createdAt });
    const divided = message === firstNew;
    if (divided) items.push({ kind: "divider", key: "divider" });
    const isFirst = previous !== null && previous.number === input.root;
    const apart = newDay || divided || isFirst || input.boundaries.has(message.number);
    const fold = foldOf(message, input);
    if (fold) addFolded(items, message, fold, apart);
    if (message.system !== null) addEvent(items, message, apart);
    else if (fold !== "closed") {
      const head =
        items[items.length - 1]?.kind === "folded" ||
        apart ||
        previous === null ||
        !isGrouped(previous, message.authorId, message);
      items.push({ kind: "message", key: rowKeyOf(message), message, head });
    }
    if (message.number === input.root) items.push({ kind: "replies", key: "replies" });
    previous = message;
  }
  addPending(items, input, last ?? null);
  items.push({ kind: "bottom", key: "bottom" });
  return items;
}

/** The first message behind the divider that is new to me; none where that may not be loaded. */
function firstNewOf(input: ItemsInput): Message | undefined {
  const { messages, dividerAfter, myId, root = null } = input;
  const first = messages[0];
  if (!first || dividerAfter === null || first.number > dividerAfter + 1) return undefined;
  // In a thread all its replies count.
  const isNew = (message: Message) =>
    counts(root === null ? message : { ...message, inRoom: true }, myId);
  return messages.find((message) => message.number > dividerAfter && isNew(message));
}

/** A message keeps the row that it had while it was pending. */
export function rowKeyOf(message: Message): string {
  if (message.clientMessageId === null || message.authorId === null) return message.id;
  return pendingRowKey(message.authorId, message.clientMessageId);
}

/** Only together: somebody else may use the same id. */
function pendingRowKey(authorId: string, clientMessageId: string): string {
  return `${authorId}/${clientMessageId}`;
}

/** The row of the last message that is mine to change, which may be on its way still; null for none. */
export function lastOwnRow({ messages, pending }: TimelineView, myId: string): string | null {
  const onItsWay = pending.findLast(({ state }) => state !== "failed");
  if (onItsWay !== undefined) return pendingRowKey(myId, onItsWay.clientMessageId);
  const last = messages.findLast(
    ({ authorId, deletedAt, system }) => authorId === myId && deletedAt === null && system === null,
  );
  return last === undefined ? null : rowKeyOf(last);
}

function foldOf({ authorId, number }: Message, { folding }: ItemsInput): "open" | "closed" | null {
  if (!folding?.hasBlocked(authorId)) return null;
  return folding.opened.has(number) ? "open" : "closed";
}

/** Into the fold of the run that it goes on with. One that is open stands above its messages. */
function addFolded(items: Item[], message: Message, fold: "open" | "closed", apart: boolean) {
  const index = items.findLastIndex(({ kind }) => kind !== "message");
  const above = items[index];
  const isOpen = fold === "open";
  const goesOn = above?.kind === "folded" && above.isOpen === isOpen && !apart;
  // Behind an open one there are its messages alone, until one of somebody else comes.
  if (goesOn && items.length - 1 - index === (isOpen ? above.messages.length : 0)) {
    items[index] = { ...above, messages: [...above.messages, message] };
  } else {
    items.push({ kind: "folded", key: `folded-${message.number}`, messages: [message], isOpen });
  }
}

function addEvent(items: Item[], message: Message, apart: boolean) {
  const above = items[items.length - 1];
  if (!apart && above?.kind === "events") {
    items[items.length - 1] = { ...above, messages: [...above.messages, message] };
  } else {
    items.push({ kind: "events", key: `events-${message.number}`, messages: [message] });
  }
}

function addPending(items: Item[], input: ItemsInput, last: Message | null) {
  let above: { authorId: string | null; createdAt: string } | null = last;
  for (const pending of input.pending) {
    if (above === null || !isSameDay(above.createdAt, pending.createdAt)) {
      items.push({ kind: "day", key: `day-${pending.clientMessageId}`, at: pending.createdAt });
      above = null;
    }
    const head = above === null || !isGrouped(above, input.myId, pending);
    const key = pendingRowKey(input.myId, pending.clientMessageId);
    items.push({ kind: "pending", key, pending, head });
    above = { authorId: input.myId, createdAt: pending.createdAt };
  }
}

function isGrouped(
  above: { authorId: string | null; createdAt: string },
  authorId: string | null,
  below: { createdAt: string },
): boolean {
  if (above.authorId === null || above.authorId !== authorId) return false;
  return Date.parse(below.createdAt) - Date.parse(above.createdAt) < GROUP_MS;
}

/**
 * The row of a message, also inside of a group of events, or of the next one where the message has no
 * row; -1 when it is not loaded.
 */
export function indexOfNumber(items: readonly Item[], number: number): number {
  const first = items.find((item) => lastNumberOf(item) !== null);
  if (first === undefined || number < firstNumberOf(first)) return -1;
  return items.findIndex((item) => (lastNumberOf(item) ?? 0) >= number);
}

function lastNumberOf(item: Item): number | null {
  if (item.kind === "message") return item.message.number;
  return isRun(item) ? (item.messages.at(-1)?.number ?? null) : null;
}

function firstNumberOf(item: Item): number {
  if (item.kind === "message") return item.message.number;
  return isRun(item) ? (item.messages[0]?.number ?? 0) : 0;
}

/** Whether the messages of an item have no rows of their own. */
function isRun(item: Item): item is Extract<Item, { kind: "events" | "folded" }> {
  return item.kind === "events" || (item.kind === "folded" && !item.isOpen);
}
