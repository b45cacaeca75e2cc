import type { ListArrangement, SectionSort } from "@roost/protocol/own.ts";
import type { RoomView, Roost } from "@roost/sdk";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { moved } from "./moved.ts";
import { sectionTitle } from "./section-title.ts";
import {
  homeOf,
  type ListSection,
  sectionOf,
  sectionOrder,
  sectionsOf,
  sortOf,
} from "./sections.ts";
import { listStateOf } from "./use-sections.ts";

/** Says where a change of the list was refused; by then it is undone. */
async function attempt(change: Promise<void>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    const t = currentText();
    showToast(t("arrangement.failed", { reason: describeTrouble(error, t) }), "trouble");
    return false;
  }
}

export async function mute({ list }: Roost, roomId: string, on: boolean): Promise<void> {
  const t = currentText();
  const done = attempt(list.mute(roomId, on));
  if (await done) showToast(t(on ? "arrangement.muted" : "arrangement.unmuted"));
}

/** Puts a room into a section, or where it stands by itself, and says so. */
export async function put(roost: Roost, room: RoomView, section: string): Promise<void> {
  if (sectionOf(room, listStateOf(roost)) === section) return;
  const t = currentText();
  const name = roost.list.sections.get().get(section)?.value?.name ?? null;
  const done = attempt(roost.list.put(room.id, section === homeOf(room) ? null : section));
  const title = sectionTitle({ id: section, name }, t);
  if (await done) showToast(t("arrangement.moved", { section: title }));
}

/** The section before or behind that of a room, where it may stand; null where there is none. */
function neighbourSection(roost: Roost, room: RoomView, step: 1 | -1): string | null {
  const state = listStateOf(roost);
  const home = homeOf(room);
  const open = sectionOrder(state).filter(
    (id) => id === home || (id !== "rooms" && id !== "directs"),
  );
  return open[open.indexOf(sectionOf(room, state)) + step] ?? null;
}

/** Sorts a section, by hand as it stands; as the list is sorted, it goes with that. */
export async function sortSection(
  { list }: Roost,
  { id, rooms }: ListSection,
  sort: SectionSort["sort"],
): Promise<void> {
  const order = rooms.map((room) => room.id);
  const asList = sort === list.options.get().sort;
  await attempt(list.sort(id, asList ? null : sort === "hand" ? { sort, order } : { sort }));
}

export const isByHand = (roost: Roost, section: string) =>
  sortOf(section, listStateOf(roost)).sort === "hand";

/** Has a room stand before another one of a section that is sorted by hand; at its end where that is null. */
export async function placeRoom(
  roost: Roost,
  room: RoomView,
  section: string,
  before: string | null,
): Promise<void> {
  const shown = orderOf(roost, section);
  const { order: held = [] } = sortOf(section, listStateOf(roost));
  // What is hidden now has its place when it comes back: behind those that are there.
  const order = moved(shown, room.id, before);
  const hidden = held.filter((id) => !order.includes(id) && roost.room(id).get());
  const done = attempt(roost.list.sort(section, { sort: "hand", order: [...order, ...hidden] }));
  await Promise.all([done, put(roost, room, section)]);
}

/** Has a room stand one place before or behind where it does. False where its section is not by hand, or ends. */
export function stepRoom(roost: Roost, room: RoomView, step: 1 | -1): boolean {
  const section = sectionOf(room, listStateOf(roost));
  if (!isByHand(roost, section)) return false;
  const order = orderOf(roost, section);
  const index = order.indexOf(room.id);
  if (order[index + step] === undefined) return false;
  void placeRoom(roost, room, section, order[step < 0 ? index - 1 : index + 2] ?? null);
  return true;
}

/** Puts a room into the section before or behind its own: by hand, at the end that it comes from. */
export function putInNeighbour(roost: Roost, room: RoomView, step: 1 | -1): void {
  const section = neighbourSection(roost, room, step);
  if (section === null) return;
  if (!isByHand(roost, section)) return void put(roost, room, section);
  const before = step > 0 ? (orderOf(roost, section)[0] ?? null) : null;
  void placeRoom(roost, room, section, before);
}

/** The rooms of a section that is sorted by hand, as they stand. */
function orderOf(roost: Roost, section: string): string[] {
  const all = sectionsOf(roost.rooms.get(), listStateOf(roost), (rooms) => rooms);
  return all.find(({ id }) => id === section)?.rooms.map(({ id }) => id) ?? [];
}

/** Has a section stand before another one; at the end where that is null. */
export async function moveSection(roost: Roost, id: string, before: string | null): Promise<void> {
  const order = moved(sectionOrder(listStateOf(roost)), id, before);
  await attempt(roost.list.arrange({ order }));
}

/** Has a section stand one place before or behind where it does. False where it is the first or last. */
export function stepSection(
  roost: Roost,
  id: string,
  step: 1 | -1,
  isShown: (id: string) => boolean,
) {
  const order = sectionOrder(listStateOf(roost));
  const shown = order.filter((one) => one === id || isShown(one));
  const index = shown.indexOf(id);
  const passed = shown[index + step];
  if (passed === undefined) return false;
  void moveSection(roost, id, step < 0 ? passed : (order[order.indexOf(passed) + 1] ?? null));
  return true;
}

export async function arrange({ list }: Roost, patch: Partial<ListArrangement>): Promise<void> {
  await attempt(list.arrange(patch));
}

/** Takes a section away; its rooms stand where they do by themselves. */
export async function removeSection({ list }: Roost, id: string): Promise<void> {
  await attempt(list.remove(id));
}
