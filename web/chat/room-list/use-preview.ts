import type { RoomView } from "@roost/sdk";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { useText } from "../language/language.ts";
import { previewOf, previewOfMessage } from "../markdown/preview.ts";
import { describeEvents } from "../message/event-text.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

export interface Preview {
  /** Who said it; null where nobody did. */
  by: string | null;
  words: string;
}

/** The second line of a room in the list: who said what last. */
export function usePreview(room: RoomView, isOpen: boolean): Preview {
  const t = useText();
  const { roost, me } = useSignedIn();
  const nameOf = useNameOf();
  const hasBlocked = useHasBlocked();
  const { body: draft } = useObservable(roost.drafts.of(room.id));
  const last = room.lastMessage;
  // What is typed in the open room is on the screen already.
  if (!isOpen && draft.trim() !== "") return { by: t("room-list.draft"), words: previewOf(draft) };
  if (last === null) return { by: null, words: room.topic || t("room-list.no-messages") };
  if (last.system !== null)
    return { by: null, words: describeEvents([last], { myId: me.id, nameOf, t }).join(". ") };
  if (hasBlocked(last.authorId)) return { by: null, words: t("blocks.preview") };
  if (hasBlocked(last.forwarded?.authorId ?? null) && last.body === "") {
    return { by: firstWord(nameOf(last.authorId ?? "")), words: t("message.forwarded") };
  }
  if (last.deletedAt !== null) return { by: null, words: t("message.deleted") };
  const author = nameOf(last.authorId ?? "");
  const isMine = last.authorId === me.id;
  // It is the title already, or there is nobody else.
  const isClear = room.userIds?.length === 1 || (room.userIds?.length === 2 && !isMine);
  const by = isClear ? null : isMine ? author : firstWord(author);
  return { by, words: previewOfMessage(last) };
}

const firstWord = (name: string) => name.split(/\s/)[0] ?? name;
