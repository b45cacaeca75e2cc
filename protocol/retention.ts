import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { RoomId, RoomKind } from "./room.ts";

/** For how long messages are kept, and what would go if that were another time. */

const time = Type.String({ format: "date-time" });
const count = Type.Integer({ minimum: 0 });

const KeptDays = Type.Integer({
  minimum: 0,
  maximum: admissionLimits.messagesKeptDays,
  description: "For so many days a message is kept. 0: for ever.",
});

export const Retention = Type.Object({
  days: {
    ...KeptDays,
    description: "For so many days a message is kept where its room has no own time. 0: for ever.",
  },
  lastRunAt: Type.Union([time, Type.Null()], {
    description: "When what was too old began to go last; null where that is long ago.",
  }),
});
export type Retention = Static<typeof Retention>;

export const RoomKeptDays = Type.Union([KeptDays, Type.Null()], {
  description: "For so many days messages are kept in this room; null: as the server says.",
});

export const SetRetention = Type.Object({ days: RoomKeptDays });
export type SetRetention = Static<typeof SetRetention>;

export const TryRetention = Type.Object({
  days: Type.Integer({ minimum: 1, maximum: admissionLimits.messagesKeptDays }),
  roomId: Type.Optional({
    ...RoomId,
    description: "Of this room alone; where it is not said, of all that go by the server.",
  }),
});
export type TryRetention = Static<typeof TryRetention>;

const GoingMessages = Type.Object({
  messages: count,
  from: { ...time, description: "When the first of them was written." },
  to: { ...time, description: "When the last of them was written." },
});

/** What would go. */
export const TriedRetention = Type.Object({
  before: { ...time, description: "What was written before this would go." },
  messages: { ...count, description: "So many in all." },
  roomCount: { ...count, description: "Rooms that they are in, with directs." },
  from: Type.Union([time, Type.Null()], { description: "Null where nothing would go." }),
  to: Type.Union([time, Type.Null()], { description: "Null where nothing would go." }),
  rooms: Type.Array(
    Type.Object({
      id: RoomId,
      kind: RoomKind,
      name: Type.String(),
      ...GoingMessages.properties,
    }),
    {
      description: `The rooms with the most of them, ${admissionLimits.triedRooms} at most. Of directs nothing is said but what they have in all.`,
    },
  ),
  directs: Type.Object({ rooms: count, messages: count }),
});
export type TriedRetention = Static<typeof TriedRetention>;
