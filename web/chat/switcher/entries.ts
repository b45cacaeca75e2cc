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

/** The entries that fit what was typed, the best first. With nothing typed, in their own order. */
export function rank(entries: readonly Entry[], query: string): Entry[] {
  if (query.trim() === "") return [...entries];
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
