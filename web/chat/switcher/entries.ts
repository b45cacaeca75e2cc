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
} & ({ room: RoomView; icon: null } | { room: null; icon: LucideIcon });

/** Entries of one kind, under a label. Never empty. */
export interface Section {
  label: "Rooms" | "Actions";
  entries: Entry[];
}

/** The entries that fit what was typed; the section with the best one, and in it that one, first. */
export function sectionsFor(entries: readonly Entry[], query: string): Section[] {
  const ranked = rank(entries, query);
  const sections: Section[] = [];
  for (const entry of ranked) {
    const label = entry.room === null ? "Actions" : "Rooms";
    const section = sections.find((other) => other.label === label);
    if (section === undefined) sections.push({ label, entries: [entry] });
    else section.entries.push(entry);
  }
  return sections;
}

/** The best first. With nothing typed, in their own order. */
function rank(entries: readonly Entry[], query: string): readonly Entry[] {
  if (query.trim() === "") return entries;
  const scored: { entry: Entry; score: number }[] = [];
  for (const entry of entries) {
    const byTitle = fuzzyScore(query, entry.title);
    const byWords = entry.words.toLowerCase().includes(query.trim().toLowerCase()) ? 0 : null;
    if (byTitle === null && byWords === null) continue;
    // A room whose name fits comes before an action that fits as well.
    const score = Math.max(byTitle ?? -Infinity, byWords ?? -Infinity);
    scored.push({ entry, score: score + (entry.room === null ? 0 : 100) });
  }
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}
