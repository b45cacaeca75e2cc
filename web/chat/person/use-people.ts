import type { User } from "@roost/protocol/user.ts";
import type { Roost } from "@roost/sdk";
import { useMemo } from "react";
import { type Pages, usePages } from "../controls/use-pages.ts";
import { useRoost } from "../session/session-context.ts";

/** The people of this server whom a search finds, page by page. */
export function usePeople(query: string): Pages<User> {
  const roost = useRoost();
  const fetchPage = useMemo(() => pageOfPeople(roost), [roost]);
  return usePages(query, fetchPage);
}

const pageOfPeople = (roost: Roost) => async (query: string, cursor: string | null) => {
  const page = await roost.api.users({
    ...(query === "" ? {} : { query }),
    ...(cursor === null ? {} : { cursor }),
  });
  return { rows: page.users, nextCursor: page.nextCursor };
};
