import type { User } from "@roost/protocol/user.ts";
import { useEffect, useMemo, useState } from "react";
import { useOpenDirect } from "../directs/use-open-direct.ts";
import { fits } from "../person/fits.ts";
import { useSignedIn } from "../session/session-context.ts";
import type { Entry } from "./entries.ts";

const MAX_PEOPLE = 6;

interface Found {
  query: string;
  users: readonly User[];
}

const nobody: Found = { query: "", users: [] };

/** People whom the server finds by what was typed: choosing one goes to the direct with them. */
export function usePeopleEntries(query: string): Entry[] {
  const { roost, me } = useSignedIn();
  const openDirect = useOpenDirect();
  const [found, setFound] = useState<Found>(nobody);
  useEffect(() => {
    if (query === "") return setFound(nobody);
    let isCurrent = true;
    roost.api.users({ query, limit: MAX_PEOPLE }).then(
      ({ users }) => isCurrent && setFound({ query, users }),
      // Rooms and actions are there without.
      () => isCurrent && setFound(nobody),
    );
    return () => {
      isCurrent = false;
    };
  }, [roost, query]);
  return useMemo(
    () =>
      found.users
        .filter((user) => user.id !== me.id && (query === found.query || fits(user, query)))
        .map((user) => ({
          id: user.id,
          title: user.displayName,
          words: user.username,
          room: null,
          user,
          icon: null,
          run: () => openDirect([user.id]),
        })),
    [found, query, me.id, openDirect],
  );
}
