import type { RoomView } from "@roost/sdk";
import { draftsOf } from "../composer/drafts.ts";
import { previewOf } from "../markdown/preview.ts";
import { describeEvents } from "../message/event-text.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";

/** The second line of a room in the list: who said what last. */
export function usePreview(room: RoomView): string {
  const { me } = useSignedIn();
  const nameOf = useNameOf();
  const draft = draftsOf(me.id, localStorage).get(room.id);
  const last = room.lastMessage;
  if (draft !== "") return `Draft: ${previewOf(draft)}`;
  if (last === null) return room.topic || "No messages yet";
  if (last.system !== null) return describeEvents([last], nameOf).join(". ");
  if (last.deletedAt !== null) return "Message deleted";
  const author = nameOf(last.authorId ?? "");
  return `${author === "You" ? author : firstWord(author)}: ${previewOf(last.body)}`;
}

const firstWord = (name: string) => name.split(/\s/)[0] ?? name;
