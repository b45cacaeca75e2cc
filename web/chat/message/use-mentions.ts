import { everybody, present } from "@roost/protocol/mentions.ts";
import type { Message } from "@roost/protocol/message.ts";
import { useMemo } from "react";
import type { MentionTarget } from "../markdown/mention.tsx";
import { useSignedIn } from "../session/session-context.ts";

/** Whom a message mentions, by user name. */
export function useMentions(message: Message | null): (name: string) => MentionTarget | null {
  const { roost, me } = useSignedIn();
  return useMemo(() => {
    const ids = message?.mentions ?? [];
    return (name) => {
      if (name === everybody && message && ids.includes(message.roomId)) {
        return { label: everybody, isMine: message.authorId !== me.id };
      }
      if (name === present && message && ids.some((id) => id !== message.roomId)) {
        return { label: present, isMine: ids.includes(me.id) && message.authorId !== me.id };
      }
      const users = ids.map((id) => roost.user(id));
      const user =
        users.find((one) => one?.username === name || one?.formerUsernames?.includes(name)) ??
        // What they were called is known to nobody any more.
        users.find((one) => one?.isDeleted);
      return user ? { label: user.displayName, isMine: user.id === me.id } : null;
    };
  }, [message, roost, me.id]);
}
