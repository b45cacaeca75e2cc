import { may } from "@roost/protocol/offers.ts";
import { useMemo } from "react";
import { othersIn, useTitleOf } from "../person/use-title.ts";
import { isShut } from "../session/is-shut.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { type Entry, sectionsFor } from "../switcher/entries.ts";
import { usePeopleEntries } from "../switcher/use-people-entries.ts";

/** Where a message can be forwarded to: rooms of mine in which one can write, and people. */
export function useTargets(query: string) {
  const { roost, me } = useSignedIn();
  const rooms = useObservable(roost.rooms);
  const titleOf = useTitleOf();
  const found = usePeopleEntries(query.trim());
  const people = may("openDirect", { me }) ? found : [];
  const entries = useMemo(
    () =>
      rooms
        .filter((room) => !isShut(room))
        .map((room): Entry => {
          const names = othersIn(room, me.id).map((id) => roost.user(id)?.username);
          const words = [room.topic, ...names].join(" ");
          return {
            id: room.id,
            title: titleOf(room),
            words,
            room,
            user: null,
            icon: null,
            run() {},
          };
        }),
    [rooms, roost, me.id, titleOf],
  );
  return sectionsFor(entries, people, query);
}
