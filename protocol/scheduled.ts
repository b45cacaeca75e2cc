import Type, { type Static } from "typebox";
import { AlsoInRoom, ClientMessageId, ReplyTo, ThreadNumber } from "./message.ts";
import { RoomId } from "./room.ts";

const SendAt = Type.String({
  format: "date-time",
  description: "When it is to be sent. At once, where that is over.",
});

const place = {
  replyTo: Type.Optional(ReplyTo),
  threadNumber: Type.Optional(ThreadNumber),
  alsoInRoom: Type.Optional(AlsoInRoom),
};

/** A message that the server sends at a time, for its author. Its key is the client id that it is posted with. */
export const Scheduled = Type.Object({
  roomId: RoomId,
  body: Type.String(),
  sendAt: SendAt,
  ...place,
  movedFrom: Type.Optional(
    Type.String({
      format: "date-time",
      description:
        "When it was to be sent, where slow mode has moved it since. What is behind it waits for it.",
    }),
  ),
  sending: Type.Optional(
    Type.Boolean({
      description: "Its time has come: it is changed no more, and gone once it is stored.",
    }),
  ),
  failure: Type.Optional(
    Type.Object(
      {
        code: Type.String({ description: "An error code, as a post is refused with it." }),
        detail: Type.String(),
      },
      { description: "Why it was not sent. It stays, to be changed, sent again or taken away." },
    ),
  ),
});
export type Scheduled = Static<typeof Scheduled>;

export const Schedule = Type.Object({
  clientMessageId: ClientMessageId,
  body: Type.String(),
  sendAt: SendAt,
  ...place,
});
export type Schedule = Static<typeof Schedule>;

export const PatchScheduled = Type.Object(
  { body: Type.Optional(Type.String()), sendAt: Type.Optional(SendAt) },
  { minProperties: 1 },
);
export type PatchScheduled = Static<typeof PatchScheduled>;
