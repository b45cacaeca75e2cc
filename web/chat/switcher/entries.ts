import { fold } from "@roost/protocol/folding.ts";
import type { User } from "@roost/protocol/user.ts";
import type { RoomView } from "@roost/sdk";
import type { LucideIcon } from "lucide-react";
import { fuzzyScore } from "./fuzzy.ts";

/** A line of the switcher. */
export type Entry = {
  id: string;
  title: string;
  /** Other words that find it. */
  words: string;
  run: () => void;
} & (
  | { room: RoomView; user: null; icon: null }
  | { room: null; user: User; icon: null }
  | { room: null; user: null; icon: LucideIcon }
);

/** Entries of one kind, under a label. Never empty. */
export interface Section {
  label: "switcher.rooms" | "switcher.people" | "switcher.actions";
  entries: Entry[];
}

/**
 * The entries that fit what was typed; the section with the best one, and in it that one, first. People
 * stand behind the rooms.
 *
 * @param people Those whom the server found.
 */
export function sectionsFor(
  entries: readonly Entry[],
  people: readonly Entry[],
  query: string,
): Section[] {
  const ranked = rank(entries, query);
  const sections: Section[] = [];
  for (const entry of ranked) {
    const label = entry.room === null ? "switcher.actions" : "switcher.rooms";
    const section = sections.find((other) => other.label === label);
    if (section === undefined) sections.push({ label, entries: [entry] });
    else section.entries.push(entry);
  }
  // Of those whose direct is found, that is enough.
  const directs = ranked.flatMap(({ room }) => (room?.userIds?.length === 2 ? room.userIds : []));
  const others = people.filter(({ id }) => !directs.includes(id));
  if (others.length > 0) {
    const behind = sections[0]?.label === "switcher.rooms" ? 1 : 0;
    sections.splice(behind, 0, { label: "switcher.people", entries: others });
  }
  return sections;
}

/** The best first. With nothing typed, in their own order. */
function rank(entries: readonly Entry[], query: string): readonly Entry[] {
  if (query.trim() === "") return entries;
  const scored: { entry: Entry; score: number }[] = [];
  for (const entry of entries) {
    const byTitle = fuzzyScore(query, entry.title);
    const byWords = fold(entry.words).includes(fold(query)) ? 0 : null;
    if (byTitle === null && byWords === null) continue;
    // A room whose name fits comes before an action that fits as well.
    const score = Math.max(byTitle ?? -Infinity, byWords ?? -Infinity);
    scored.push({ entry, score: score + (entry.room === null ? 0 : 100) });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}
