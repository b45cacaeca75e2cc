import type { ListArrangement, SectionSort } from "@roost/protocol/own.ts";
import type { OwnView, RoomView } from "@roost/sdk";
import { attentionOf } from "./attention.ts";

/** Sections that everybody has, from the first to the last; those of one's own stand behind the favourites. */
const given = ["favourites", "rooms", "directs"] as const;
export type GivenSection = (typeof given)[number];

/** A part of the list of rooms. */
export interface ListSection {
  /** One of those that everybody has, or the id of one of mine. */
  id: string;
  /** Null of those that everybody has. */
  name: string | null;
  rooms: readonly RoomView[];
}

/** What the list follows from, beside its rooms. */
export interface ListState {
  options: ListArrangement;
  sections: OwnView<"section">;
  filed: OwnView<"filed">;
  muted: OwnView<"muted">;
  sorted: OwnView<"sorted">;
}

/** Where a room stands that was put nowhere. */
export function homeOf({ kind }: Pick<RoomView, "kind">): GivenSection {
  return kind === "direct" ? "directs" : "rooms";
}

/** The section that a room stands in. */
export function sectionOf(
  room: RoomView,
  { sections, filed }: Pick<ListState, "sections" | "filed">,
) {
  const section = filed.get(room.id)?.value?.section;
  const isThere = section === "favourites" || (section !== undefined && sections.has(section));
  return isThere ? section : homeOf(room);
}

/** The ids of all sections in their order. */
export function sectionOrder({
  options: { order },
  sections,
}: Pick<ListState, "options" | "sections">): string[] {
  const mine = [...sections.keys()].sort();
  const all = ["favourites", ...mine, "rooms", "directs"];
  const named = order.filter((id) => all.includes(id));
  const next = named.values();
  // Those that are named change places with each other alone.
  return all.map((id) => (named.includes(id) ? (next.next().value ?? id) : id));
}

/** How a section is sorted. */
export function sortOf(
  id: string,
  { options, sorted }: Pick<ListState, "options" | "sorted">,
): SectionSort {
  return sorted.get(id)?.value ?? { sort: options.sort };
}

/**
 * The list as it stands: its sections with their rooms. What is hidden does not stand there.
 *
 * @param rooms The one with the newest message first.
 * @param byTitle Compares rooms by what they are called.
 */
export function sectionsOf(
  rooms: readonly RoomView[],
  state: ListState,
  byTitle: (rooms: readonly RoomView[]) => readonly RoomView[],
): ListSection[] {
  const { options, sections, muted } = state;
  const shown = rooms.filter(({ hidden }) => !hidden);
  const waits = (room: RoomView) => attentionOf(room, muted.has(room.id)) > 0;
  const found = Map.groupBy(shown, (room) => sectionOf(room, state));
  function arranged(id: string): readonly RoomView[] {
    const { sort, order = [] } = sortOf(id, state);
    const here = found.get(id) ?? [];
    if (sort === "hand") {
      const places = new Map(order.map((roomId, place) => [roomId, place]));
      const placeOf = (room: RoomView) => places.get(room.id) ?? -1;
      return here.toSorted((a, b) => placeOf(a) - placeOf(b));
    }
    const sorted = sort === "name" ? byTitle(here) : here;
    return options.unreadFirst
      ? [...sorted.filter(waits), ...sorted.filter((room) => !waits(room))]
      : sorted;
  }
  return sectionOrder(state).map((id) => ({
    id,
    name: sections.get(id)?.value?.name ?? null,
    rooms: arranged(id),
  }));
}

/** From the first of the list to the last. */
export function inListOrder(sections: readonly ListSection[]): RoomView[] {
  return sections.flatMap(({ rooms }) => rooms);
}
