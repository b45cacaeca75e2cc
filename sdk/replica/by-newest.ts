import type { RoomView } from "./views.ts";

/** R25. The order of a list of rooms. */
export function byNewest(a: RoomView, b: RoomView): number {
  const [aIsOpen, bIsOpen] = [a.archivedAt === undefined, b.archivedAt === undefined];
  if (aIsOpen !== bIsOpen) return aIsOpen ? -1 : 1;
  if (a.bumpedAt !== b.bumpedAt) return a.bumpedAt < b.bumpedAt ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
