import type { PresenceState } from "@roost/protocol/presence.ts";

/** What all nodes listen to: one subject for everybody, so that nothing is kept for each person. */
export const presenceSubject = "presence";

/** What somebody is on one node. */
export interface PersonHere {
  userId: string;
  state: PresenceState;
  /** When they did something there last, in milliseconds; 0 where the notes know better. */
  seenAtMs: number;
}

export type PresenceSignal =
  /** What these people are on a node. It counts for a while, and is asked for again. */
  | { type: "present"; nodeId: string; people: PersonHere[] }
  /** Whoever has one of these people says so. */
  | { type: "asked"; nodeId: string; userIds: string[] }
  /** What is stored of somebody has changed. */
  | { type: "set"; userId: string };
