import type { BusEvent } from "./bus.ts";

/** What a line of an envelope is about; a sign-out is news for more than its person. */
export type Topic = "room" | "user" | "session-ended";

const marks: Record<Topic, string> = { room: "r", user: "u", "session-ended": "s" };
const topics = new Map(Object.entries(marks).map(([topic, mark]) => [mark, topic as Topic]));

/**
 * The events of one commit as one text: the sender's id on the first line, then a line an event,
 * `r<room> <JSON>`. So whoever does not follow a room passes over its line without parsing it.
 * The format is part of the channel's name; a change of one is a change of the other.
 */
export function seal(senderId: string, events: readonly BusEvent[]): string {
  let envelope = senderId;
  for (const event of events) {
    envelope += `\n${marks[topicOf(event)]}${idOf(event)} ${JSON.stringify(event)}`;
  }
  return envelope;
}

/** The sender of an envelope. */
export function senderOf(envelope: string): string {
  const end = envelope.indexOf("\n");
  return end === -1 ? envelope : envelope.slice(0, end);
}

/**
 * The events that are wanted, in order. A line that is no event of ours is passed over, and told.
 */
export function unseal(
  envelope: string,
  isWanted: (topic: Topic, id: string) => boolean,
  onGarbage: (error: Error) => void,
): BusEvent[] {
  const events: BusEvent[] = [];
  for (let start = envelope.indexOf("\n") + 1; start > 0; ) {
    const end = envelope.indexOf("\n", start);
    const stop = end === -1 ? envelope.length : end;
    const space = envelope.indexOf(" ", start);
    const topic = topics.get(envelope.charAt(start));
    if (topic === undefined || space === -1 || space > stop) {
      onGarbage(new Error("A line on the bus is no event"));
    } else if (isWanted(topic, envelope.slice(start + 1, space))) {
      const id = envelope.slice(start + 1, space);
      const event = read(topic, id, envelope.slice(space + 1, stop));
      if (event) events.push(event);
      else onGarbage(new Error(`An event on the bus about ${topic} ${id} is malformed`));
    }
    start = end + 1;
  }
  return events;
}

function topicOf(event: BusEvent): Topic {
  if ("changes" in event) return "room";
  return event.kind === "session-ended" ? "session-ended" : "user";
}

function idOf(event: BusEvent): string {
  return "changes" in event ? event.roomId : event.userId;
}

/** The nodes of a server trust each other: this finds accidents, not forgeries. */
function read(topic: Topic, id: string, json: string): BusEvent | null {
  try {
    const event: BusEvent = JSON.parse(json);
    if (topicOf(event) !== topic || idOf(event) !== id) return null;
    if ("changes" in event && !Number.isInteger(event.changes.version)) return null;
    return event;
  } catch {
    return null;
  }
}
