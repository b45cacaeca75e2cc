import Type, { type Static } from "typebox";
import { UserId } from "./user.ts";

/** How far a member of a room has read it, and has it on a device. */
export const Receipt = Type.Object({
  userId: UserId,
  readNumber: Type.Integer({ minimum: 0, description: "They have read up to this message." }),
  deliveredNumber: Type.Optional(
    Type.Integer({
      minimum: 0,
      description:
        "In a direct: a device of theirs has it up to this message, which they have not read.",
    }),
  ),
});
export type Receipt = Static<typeof Receipt>;
