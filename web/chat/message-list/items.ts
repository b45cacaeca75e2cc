import type { Message } from "@roost/protocol/message.ts";
import type { PendingMessage, TimelineView } from "@roost/sdk";
import { isSameDay } from "../time/format.ts";

/** A row of the message list. `key` stays the same while the row is the same thing. */
export type Item =
  | { kind: "top"; key: string }
  | { kind: "day"; key: string; at: string }
  | { kind: "divider"; key: string }
  | { kind: "message"; key: string; message: Message; head: boolean }
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
}

/** Lays a timeline out in rows: day separators, names once a group, quiet events together. */
export function buildItems(input: ItemsInput): Item[] {
  const items: Item[] = [{ kind: "top", key: "top" }];
  const last = input.messages[input.messages.length - 1];
  let previous: Message | null = null;
  for (const message of input.messages) {
    const newDay = previous === null || !isSameDay(previous.createdAt, message.createdAt);
    if (newDay) items.push({ kind: "day", key: `day-${message.number}`, at: message.createdAt });
    const divided = previous !== null && previous.number === input.dividerAfter;
    const atTopOfNew = previous === null && input.dividerAfter === message.number - 1;
    if (divided || atTopOfNew) items.push({ kind: "divider", key: "divider" });
    const apart = newDay || divided || input.boundaries.has(message.number);
    if (message.system !== null) addEvent(items, message, apart);
    else {
      const head = apart || previous === null || !isGrouped(previous, message.authorId, message);
      items.push({ kind: "message", key: keyOf(message), message, head });
    }
    previous = message;
  }
  addPending(items, input, last ?? null);
  items.push({ kind: "bottom", key: "bottom" });
  return items;
}

/** A message keeps the row that it had while it was pending. */
function keyOf(message: Message): string {
  if (message.clientMessageId === null || message.authorId === null) return message.id;
  return ownKey(message.authorId, message.clientMessageId);
}

/** Only together: somebody else may use the same id. */
function ownKey(authorId: string, clientMessageId: string): string {
  return `${authorId}/${clientMessageId}`;
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
    const key = ownKey(input.myId, pending.clientMessageId);
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

/** The row of a message, also inside of a group of events; -1 when it is not loaded. */
export function indexOfNumber(items: readonly Item[], number: number): number {
  return items.findIndex((item) => {
    if (item.kind === "message") return item.message.number === number;
    return item.kind === "events" && item.messages.some((message) => message.number === number);
  });
}
