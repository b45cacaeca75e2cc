/** What all nodes listen to. */
export const connectionsSubject = "connections";

/** Whose connections are counted together: those of a person, and those of an address. */
export type Counted = "person" | "address";

/** Of those who have more than a few connections on a node: how many. It counts until the node says it anew, or for a while. */
export interface ConnectionsSignal {
  type: "connections";
  nodeId: string;
  open: Record<Counted, [key: string, count: number][]>;
}
