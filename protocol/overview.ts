import Type, { type Static } from "typebox";

/** How a server does: its nodes now, and all of them together over time. */

const time = Type.String({ format: "date-time" });
const count = Type.Integer({ minimum: 0 });
const ms = Type.Union([Type.Number(), Type.Null()]);
const bytes = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

const Latency = Type.Object({
  p50Ms: { ...ms, description: "Half of them took no longer. Null where there was none." },
  p99Ms: { ...ms, description: "99 in 100 took no longer." },
});

export const Node = Type.Object({
  id: Type.String(),
  name: Type.String({ description: "Of its machine." }),
  roles: Type.Array(Type.String()),
  version: Type.String(),
  startedAt: time,
  seenAt: { ...time, description: "When it said last how it does." },
  state: Type.Enum(["well", "bus-lost", "silent"], {
    description:
      "`bus-lost`: it does not hear the others. `silent`: it has said nothing for a while.",
  }),
  connections: count,
  people: { ...count, description: "Those who are connected to it." },
  messages: { ...count, description: "Stored by it in the last minute." },
  commits: Latency,
  deliveries: Latency,
  waiting: { ...count, description: "Messages that wait to be stored." },
  loopP99Ms: { ...ms, description: "How long its event loop kept others waiting." },
  memoryBytes: bytes,
  diskFreeBytes: {
    ...bytes,
    description: "Of the disk that its data is on, or that it runs from.",
  },
  diskBytes: bytes,
});
export type Node = Static<typeof Node>;

export const Sample = Type.Object({
  at: { ...time, description: "The beginning of its minute, or of its hour." },
  people: count,
  connections: count,
  messages: { ...count, description: "A minute; of an hour, those of a minute of it." },
  commits: Latency,
  deliveries: Latency,
  waiting: count,
  databaseBytes: count,
});
export type Sample = Static<typeof Sample>;

export const Overview = Type.Object({
  at: time,
  version: Type.String({ description: "Of the node that answers." }),
  people: {
    ...count,
    description: "Who is connected now. Who is connected to several nodes, counts on each.",
  },
  accounts: { ...count, description: "All that there are." },
  connections: count,
  messagesPerMinute: count,
  commits: Latency,
  deliveries: Latency,
  waiting: count,
  mailsWaiting: count,
  databaseBytes: count,
  nodes: Type.Array(Node, { description: "In the order of their names." }),
});
export type Overview = Static<typeof Overview>;

export const SamplesQuery = Type.Object({
  per: Type.Enum(["minute", "hour"], {
    description: "The minutes of the last hour, or the hours of the last thirty days.",
  }),
});
export type SamplesQuery = Static<typeof SamplesQuery>;

export const Samples = Type.Object({
  samples: Type.Array(Sample, {
    description: "The oldest first. Where there is none of a time, no node ran.",
  }),
});
export type Samples = Static<typeof Samples>;
