import type { RoomView } from "@roost/sdk";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";
import { roomPath } from "../room/links.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

/**
 * Goes to the direct with some people, which is made where there is none. Resolves to whether that
 * worked; where not, it has been said.
 */
export function useOpenDirect(): (userIds: readonly string[]) => Promise<boolean> {
  const t = useText();
  const { roost, me } = useSignedIn();
  const [, navigate] = useLocation();
  return useCallback(
    async (userIds) => {
      const known = roost.rooms.get().find((room) => isOf(room, [me.id, ...userIds]));
      if (known && !known.hidden) {
        navigate(roomPath(known.id));
        return true;
      }
      try {
        const { room } = await roost.api.openDirect(userIds);
        navigate(roomPath(room.id));
        return true;
      } catch (refused) {
        showToast(describeTrouble(refused, t), "trouble");
        return false;
      }
    },
    [roost, me.id, navigate, t],
  );
}

function isOf({ userIds }: RoomView, people: readonly string[]): boolean {
  const wanted = new Set(people);
  return userIds?.length === wanted.size && userIds.every((userId) => wanted.has(userId));
}
