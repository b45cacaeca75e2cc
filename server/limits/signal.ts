/** What all nodes listen to. */
export const usedSubject = "used";

/** By rate and whom it counts for (`post person`): who did how much of it lately. */
export type Used = Record<string, [key: string, count: number][]>;

/** What was done on a node in the last moment, for the others to count, too. */
export interface UsedSignal {
  type: "used";
  nodeId: string;
  used: Used;
}
