import type { ManagedMessage } from "@roost/protocol/managed-messages.ts";
import type { User } from "@roost/protocol/user.ts";
import { useMemo, useState } from "react";
import { type Pages, usePages } from "../../chat/controls/use-pages.ts";
import type { Text } from "../../chat/language/text.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { queryOf } from "./query.ts";

/** A message with those whom it names, by their ids. */
export type NamedMessage = ManagedMessage & { users: ReadonlyMap<string, User> };

/** Pages without a message that are passed over, before somebody is asked whether to search further. */
const emptyPages = 30;

/** The messages that fit, and up to when they were searched; null where all were. */
export function useMessages(
  key: string,
  news: number,
): Pages<NamedMessage> & { searchedUntil: string | null } {
  const { administration } = useAdministrator();
  const [searchedUntil, setSearchedUntil] = useState<string | null>(null);
  const fetchPage = useMemo(
    () => async (search: string, cursor: string | null) => {
      let from = cursor;
      for (let count = 1; ; count++) {
        const page = await administration.messages({
          ...queryOf(search),
          ...(from !== null && { cursor: from }),
        });
        setSearchedUntil(page.searchedUntil);
        from = page.nextCursor;
        if (page.messages.length === 0 && from !== null && count < emptyPages) continue;
        const users = new Map(page.users.map((user) => [user.id, user]));
        const rows = page.messages.map((message): NamedMessage => ({ ...message, users }));
        return { rows, nextCursor: from };
      }
    },
    [administration],
  );
  return { ...usePages(key, fetchPage, `${news}`), searchedUntil };
}

/** What to call somebody whom a message names. */
export function nameIn({ users }: NamedMessage, userId: string, t: Text): string {
  return users.get(userId)?.displayName ?? t("panel.messages.gone");
}
