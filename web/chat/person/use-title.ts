import type { Room } from "@roost/protocol/room.ts";
import { useCallback } from "react";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

/** What is shown of a room that others may have, too. */
export type Titled = Pick<Room, "id" | "kind" | "name" | "userIds">;

/** The others of a direct. */
export function othersIn({ userIds = [] }: Pick<Room, "userIds">, myId: string): string[] {
  return userIds.filter((userId) => userId !== myId);
}

/** What rooms are called: by their names, and directs without one by those of the others. */
export function useTitleOf(): (room: Titled) => string {
  const t = useText();
  const { roost, me } = useSignedIn();
  return useCallback(
    (room) => {
      if (room.kind !== "direct" || room.name !== "") return room.name;
      const names = othersIn(room, me.id).map(
        (userId) => roost.user(userId)?.displayName ?? t("person.somebody"),
      );
      return names.length === 0
        ? t("person.notes")
        : names.sort(new Intl.Collator(t.locale).compare).join(", ");
    },
    [roost, me.id, t],
  );
}

export function useTitle(room: Titled): string {
  return useTitleOf()(room);
}
