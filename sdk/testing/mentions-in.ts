import { isMentioned } from "@roost/protocol/mentions.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";

/** Which of messages mention somebody, and who wrote them. */
export function mentionsIn(
  messages: readonly Message[],
  userId: string,
): Pick<MyRoom, "mentioned" | "mentionedBy"> {
  const found = messages.filter((one) => isMentioned(one, userId));
  if (found.length === 0) return {};
  return {
    mentioned: found.map(({ number }) => number),
    mentionedBy: found.map(({ authorId }) => authorId ?? ""),
  };
}
