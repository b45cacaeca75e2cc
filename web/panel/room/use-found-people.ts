import type { User } from "@roost/protocol/user.ts";
import { useMemo } from "react";
import { type Pages, usePages } from "../../chat/controls/use-pages.ts";
import { useAdministrator } from "../session/administrator.ts";

/** The people of the server by what is typed of them, page by page. */
export function useFoundPeople(query: string): Pages<User> {
  const { administration } = useAdministrator();
  const fetchPage = useMemo(
    () => async (typed: string, cursor: string | null) => {
      const page = await administration.people({
        ...(typed !== "" && { query: typed }),
        ...(cursor !== null && { cursor }),
      });
      const rows: readonly User[] = page.accounts;
      return { rows, nextCursor: page.nextCursor };
    },
    [administration],
  );
  return usePages(query, fetchPage);
}
