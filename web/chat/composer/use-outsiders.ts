import type { Message } from "@roost/protocol/message.ts";
import type { User } from "@roost/protocol/user.ts";
import type { PendingMessage, RoomView, Roost } from "@roost/sdk";
import { useCallback, useState } from "react";
import { useRoost } from "../session/session-context.ts";
import { useMay } from "../session/use-may.ts";

/** Those whom my last message mentions although they are not in the room. */
export function useOutsiders(room: RoomView) {
  const roost = useRoost();
  const may = useMay();
  const [outsiders, setOutsiders] = useState<readonly User[]>([]);
  const mayInvite = may("invite", { room });
  const sent = useCallback(
    (pending: PendingMessage) => {
      setOutsiders([]);
      if (!mayInvite) return;
      // What is not sent mentions nobody, and without an answer nothing is offered.
      roost
        .sent(pending)
        .then((message) => findOutsiders(roost, message))
        .then(setOutsiders)
        .catch(() => {});
    },
    [roost, mayInvite],
  );
  return { outsiders, sent, dismiss: useCallback(() => setOutsiders([]), []) };
}

async function findOutsiders(roost: Roost, message: Message): Promise<User[]> {
  const { roomId, mentions = [] } = message;
  const people = mentions.flatMap((id) => roost.user(id) ?? []);
  const known = new Set(
    roost
      .members(roomId)
      .get()
      .members.map(({ userId }) => userId),
  );
  const isOutside = async ({ id, username }: User) => {
    if (known.has(id)) return false;
    const { members } = await roost.api.members(roomId, { query: username });
    return members.every(({ userId }) => userId !== id);
  };
  const outside = await Promise.all(people.map(isOutside));
  return people.filter((_, index) => outside[index]);
}
