import type { RoomView, Roost } from "@roost/sdk";
import { useCallback, useMemo } from "react";
import { useText } from "../language/language.ts";
import { useTitleOf } from "../person/use-title.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { type ListSection, type ListState, sectionsOf } from "./sections.ts";

/** How my list is arranged, now. */
export function listStateOf({ list }: Roost): ListState {
  return {
    options: list.options.get(),
    sections: list.sections.get(),
    filed: list.filed.get(),
    muted: list.muted.get(),
    sorted: list.sorted.get(),
  };
}

/** Sorts rooms by what they are called. */
export function useByTitle(): (rooms: readonly RoomView[]) => readonly RoomView[] {
  const t = useText();
  const titleOf = useTitleOf();
  return useCallback(
    (rooms) => {
      const { compare } = new Intl.Collator(t.locale, { numeric: true });
      const titled = rooms.map((room) => ({ room, title: titleOf(room) }));
      return titled.sort((a, b) => compare(a.title, b.title)).map(({ room }) => room);
    },
    [t, titleOf],
  );
}

/** The list of rooms as it stands. */
export function useSections(): ListSection[] {
  const roost = useRoost();
  const rooms = useObservable(roost.rooms);
  const options = useObservable(roost.list.options);
  const sections = useObservable(roost.list.sections);
  const filed = useObservable(roost.list.filed);
  const muted = useObservable(roost.list.muted);
  const sorted = useObservable(roost.list.sorted);
  const byTitle = useByTitle();
  return useMemo(
    () => sectionsOf(rooms, { options, sections, filed, muted, sorted }, byTitle),
    [rooms, options, sections, filed, muted, sorted, byTitle],
  );
}
