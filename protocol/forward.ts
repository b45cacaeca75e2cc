import Type, { type Static } from "typebox";
import { RoomId } from "./room.ts";
import { UserId } from "./user.ts";

const SourceNumber = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** The message that a post forwards. */
export const ForwardedMessage = Type.Object({ roomId: RoomId, number: SourceNumber });
export type ForwardedMessage = Static<typeof ForwardedMessage>;

/** A copy of a message that was forwarded. What becomes of the source leaves it as it is. */
export const Forwarded = Type.Object({
  source: Type.Union([ForwardedMessage, Type.Null()], {
    description:
      "Where it stands. Null for a message of a direct, of which others do not get to know.",
  }),
  authorId: UserId,
  createdAt: Type.String({ format: "date-time", description: "Of the source." }),
  body: Type.String({ description: "What it said when it was forwarded." }),
});
export type Forwarded = Static<typeof Forwarded>;
