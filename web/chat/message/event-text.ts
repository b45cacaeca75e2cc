import type { Message, SystemEvent } from "@roost/protocol/message.ts";
import type { Text } from "../language/text.tsx";
import { formatLength } from "../time/format.ts";

/** Who reads of events, and how they call people. */
export interface EventReader {
  myId: string;
  nameOf: (userId: string) => string;
  t: Text;
}

const MAX_NAMES = 3;

/** What happened, in sentences. People who came or went one after another share one. */
export function describeEvents(messages: readonly Message[], reader: EventReader): string[] {
  const sentences: string[] = [];
  for (let index = 0; index < messages.length; index++) {
    const event = messages[index]?.system;
    if (event == null) continue;
    if (event.event !== "joined" && event.event !== "left") {
      sentences.push(describe(event, reader));
      continue;
    }
    const userIds = new Set([event.userId]);
    for (; messages[index + 1]?.system?.event === event.event; index++) {
      const next = messages[index + 1]?.system;
      if (next != null && "userId" in next) userIds.add(next.userId);
    }
    sentences.push(describeMoves(event.event, userIds, reader));
  }
  return sentences;
}

/** Who reads it stands first: verbs change with "you" in many languages. */
function describeMoves(
  event: "joined" | "left",
  userIds: ReadonlySet<string>,
  { myId, nameOf, t }: EventReader,
): string {
  const names = [...userIds].filter((userId) => userId !== myId).map(nameOf);
  const withMe = userIds.has(myId);
  if (withMe) names.unshift(t("person.you"));
  const count = names.length;
  if (count > MAX_NAMES) {
    names.splice(
      MAX_NAMES - 1,
      count,
      t("message.events.others", { count: count - MAX_NAMES + 1 }),
    );
  }
  return t(`message.events.${event}${withMe ? "-with-me" : ""}`, { count, names });
}

function describe(
  event: Exclude<SystemEvent, { event: "joined" | "left" }>,
  { myId, nameOf, t }: EventReader,
): string {
  const by = nameOf(event.byId);
  const byMe = event.byId === myId;
  switch (event.event) {
    case "created":
      return byMe ? t("message.events.created-by-me") : t("message.events.created", { by });
    case "added":
    case "removed": {
      const name = nameOf(event.userId);
      if (byMe) return t(`message.events.${event.event}-by-me`, { name });
      if (event.userId === myId) return t(`message.events.${event.event}-me`, { by });
      return t(`message.events.${event.event}`, { by, name });
    }
    case "role":
      return describeRole(event, { myId, nameOf, t });
    case "renamed": {
      const room = event.name;
      if (room === "") {
        return byMe ? t("message.events.no-name-by-me") : t("message.events.no-name", { by });
      }
      return byMe
        ? t("message.events.renamed-by-me", { room })
        : t("message.events.renamed", { by, room });
    }
    case "topic": {
      const { topic } = event;
      if (topic === "") {
        return byMe ? t("message.events.no-topic-by-me") : t("message.events.no-topic", { by });
      }
      return byMe
        ? t("message.events.topic-by-me", { topic })
        : t("message.events.topic", { by, topic });
    }
    case "kind":
      return byMe
        ? t(`message.events.now-${event.kind}-by-me`)
        : t(`message.events.now-${event.kind}`, { by });
    case "announcement": {
      const what = event.on ? "announcement" : "no-announcement";
      return byMe ? t(`message.events.${what}-by-me`) : t(`message.events.${what}`, { by });
    }
    case "slow": {
      if (event.seconds === 0) {
        return byMe ? t("message.events.no-slow-by-me") : t("message.events.no-slow", { by });
      }
      const length = formatLength(event.seconds, t);
      return byMe
        ? t("message.events.slow-by-me", { length })
        : t("message.events.slow", { by, length });
    }
    case "archived":
    case "restored":
    case "pinned":
    case "inspected":
      return byMe
        ? t(`message.events.${event.event}-by-me`)
        : t(`message.events.${event.event}`, { by });
  }
}

function describeRole(
  { userId, byId, role }: Extract<SystemEvent, { event: "role" }>,
  { myId, nameOf, t }: EventReader,
): string {
  const by = nameOf(byId);
  const name = nameOf(userId);
  if (userId === byId) {
    return byId === myId
      ? t(`message.events.now-${role}-me`)
      : t(`message.events.now-${role}`, { name });
  }
  if (byId === myId) return t(`message.events.made-${role}-by-me`, { name });
  if (userId === myId) return t(`message.events.made-${role}-me`, { by });
  return t(`message.events.made-${role}`, { by, name });
}
