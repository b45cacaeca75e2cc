import { type BusEvent, subjectOf, type Topic } from "./bus.ts";

const marks: Record<Topic, string> = {
  room: "r",
  person: "p",
  signal: "g",
  "session-ended": "s",
  account: "a",
  settings: "c",
};
const topics = new Map(Object.entries(marks).map(([topic, mark]) => [mark, topic as Topic]));

/** What nodes of before told of persons: these find it in the store. */
const former = "u";

/**
 * The events of one commit as one text: the sender's id on the first line, then a line an event,
 * `r<room> <JSON>`. So whoever does not follow a room passes over its line without parsing it.
 * The format is part of the channel's name; a change of one is a change of the other.
 */
export function seal(senderId: string, events: readonly BusEvent[]): string {
  let envelope = senderId;
  for (const event of events) {
    envelope += `\n${marks[event.kind]}${idOf(event)} ${JSON.stringify(event)}`;
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
    const mark = envelope.charAt(start);
    const topic = topics.get(mark);
    if (topic === undefined || space === -1 || space > stop) {
      if (mark !== former) onGarbage(new Error("A line on the bus is no event"));
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

/** Nodes of before look for the end of a session under its person. */
function idOf(event: BusEvent): string {
  return event.kind === "session-ended" ? event.userId : subjectOf(event);
}

/** The nodes of a server trust each other: this finds accidents, not forgeries. */
function read(topic: Topic, id: string, json: string): BusEvent | null {
  try {
    // Nodes of before do not say the kind of an event of a room.
    const event: BusEvent = { kind: topic, ...JSON.parse(json) };
    if (event.kind !== topic || idOf(event) !== id) return null;
    if ("changes" in event && !Number.isInteger(event.changes.version)) return null;
    return event;
  } catch {
    return null;
  }
}
