import type { User } from "@roost/protocol/user.ts";
import { useEffect, useState } from "react";
import { fits } from "../person/fits.ts";
import { useSignedIn } from "../session/session-context.ts";

/** Somebody who may be meant by what follows an `@`. */
export interface Named {
  user: User;
  isMember: boolean;
}

interface Found {
  query: string;
  people: readonly Named[];
}

const none: readonly Named[] = [];

/** People whom a beginning may mean, those of the room first. Null asks nothing. */
export function usePeople(roomId: string, query: string | null, limit: number): readonly Named[] {
  const { roost, me } = useSignedIn();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (query === null) return setFound(null);
    let isCurrent = true;
    const asked = { query, limit: limit + 1 };
    const members = roost.api.members(roomId, asked).then(({ users }) => users);
    // Without a letter it would be anybody.
    const others =
      query === "" ? Promise.resolve([]) : roost.api.users(asked).then((page) => page.users);
    Promise.all([members, others.catch(() => [])]).then(
      ([inRoom, all]) => {
        if (!isCurrent) return;
        const ids = new Set(inRoom.map(({ id }) => id));
        const people = [
          ...inRoom.map((user) => ({ user, isMember: true })),
          ...all.filter(({ id }) => !ids.has(id)).map((user) => ({ user, isMember: false })),
        ];
        const named = people
          .filter(({ user }) => user.id !== me.id)
          .sort((a, b) => rank(a.user, query) - rank(b.user, query));
        setFound({ query, people: named.slice(0, limit) });
      },
      // Without an answer what is typed stays what it is.
      () => isCurrent && setFound({ query, people: none }),
    );
    return () => {
      isCurrent = false;
    };
  }, [roost, me.id, roomId, query, limit]);
  if (query === null || found === null || !query.startsWith(found.query)) return none;
  if (query === found.query) return found.people;
  // What was found for fewer letters, and still fits, stays until there is more.
  return found.people.filter(({ user }) => fits(user, query));
}

/** Lower is nearer: the user name itself, the beginning of a name, or a part of one. */
function rank({ username, displayName }: User, query: string): number {
  const typed = plain(query);
  if (username === typed) return 0;
  const names = [username, ...plain(displayName).split(/\s+/)];
  return names.some((name) => name.startsWith(typed)) ? 1 : 2;
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
