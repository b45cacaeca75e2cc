import type { Message, SystemEvent } from "@roost/protocol/message.ts";

/** The name of a person; "You" for oneself. */
export type NameOf = (userId: string) => string;

const MAX_NAMES = 3;

/** What happened, in sentences. People who came or went one after another share one. */
export function describeEvents(messages: readonly Message[], nameOf: NameOf): string[] {
  const sentences: string[] = [];
  for (let index = 0; index < messages.length; index++) {
    const event = messages[index]?.system;
    if (event == null) continue;
    if (event.event !== "joined" && event.event !== "left") {
      sentences.push(describe(event, nameOf));
      continue;
    }
    const names = [nameOf(event.userId)];
    for (; messages[index + 1]?.system?.event === event.event; index++) {
      const next = messages[index + 1]?.system;
      if (next != null && "userId" in next) names.push(nameOf(next.userId));
    }
    sentences.push(`${listOf(names)} ${event.event === "joined" ? "joined" : "left"}`);
  }
  return sentences;
}

function describe(
  event: Exclude<SystemEvent, { event: "joined" | "left" }>,
  nameOf: NameOf,
): string {
  const by = nameOf(event.byId);
  switch (event.event) {
    case "created":
      return `${by} created this room`;
    case "added":
      return `${by} added ${inside(nameOf(event.userId))}`;
    case "removed":
      return `${by} removed ${inside(nameOf(event.userId))}`;
    case "renamed":
      return `${by} renamed the room to “${event.name}”`;
    case "topic":
      return event.topic === "" ? `${by} removed the topic` : `${by} set the topic: ${event.topic}`;
  }
}

const inside = (name: string) => (name === "You" ? "you" : name);

function listOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length === 1) return unique[0] ?? "";
  if (unique.length <= MAX_NAMES) {
    return `${unique.slice(0, -1).join(", ")} and ${unique[unique.length - 1]}`;
  }
  return `${unique.slice(0, MAX_NAMES - 1).join(", ")} and ${unique.length - MAX_NAMES + 1} others`;
}
