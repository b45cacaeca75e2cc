import Type, { type Static, type TSchema } from "typebox";
import { limits } from "./limits.ts";
import { ClientMessageId, MessageId, ReplyTo } from "./message.ts";
import { RoomId } from "./room.ts";
import { Silence, Warning, WarningId } from "./sanctions.ts";
import { Scheduled } from "./scheduled.ts";
import { SettingValue } from "./settings.ts";
import { UserId } from "./user.ts";
import { Uuid, uuidPattern } from "./uuid.ts";

export const PersonVersion = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "Raised by exactly one by every change of what is one person's own.",
});

/** What somebody has written in a room and not sent. */
export const Draft = Type.Object({ body: Type.String(), replyTo: Type.Optional(ReplyTo) });
export type Draft = Static<typeof Draft>;

/** Where a draft is written. */
const DraftKey = Type.Union([RoomId, MessageId], {
  description: "The room; or the root of the thread.",
});

/** A message that somebody keeps for later. */
export const Saved = Type.Object({});

/** What a thread is to somebody who wrote in it, was mentioned in it, or said whether they follow it. */
export const FollowedThread = Type.Object({
  follows: Type.Boolean({ description: "False where they said that they do not." }),
  read: Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: "They have read it up to this message.",
  }),
});
export type FollowedThread = Static<typeof FollowedThread>;

/** Somebody of whom a person wants to hear nothing. */
export const Block = Type.Object({});

/** The id of a section of somebody's own, made by their client. */
export const SectionId = Uuid("The section's id.");

/** The rooms that somebody has put together in their list, under a name. */
export const Section = Type.Object({ name: Type.String() });
export type Section = Static<typeof Section>;

/** The section that a room was put into. Where there is none of that id, it is as if it was in none. */
export const Filed = Type.Object({
  section: Type.String({
    pattern: `^(?:favourites|${uuidPattern})$`,
    description: "`favourites`, or the id of a section of mine.",
  }),
});
export type Filed = Static<typeof Filed>;

/** Any section of somebody's list: of those that everybody has, or of their own. */
export const AnySectionId = Type.String({
  pattern: `^(?:favourites|rooms|directs|${uuidPattern})$`,
  description: "`favourites`, `rooms`, `directs`, or the id of a section of mine.",
});

/** How the rooms of one section are sorted, where that is otherwise than the list. */
export const SectionSort = Type.Object({
  sort: Type.Union([Type.Literal("newest"), Type.Literal("name"), Type.Literal("hand")], {
    description: "What stands first: where somebody wrote last, by name, or as in `order`.",
  }),
  order: Type.Optional(
    Type.Array(RoomId, {
      maxItems: limits.ownRows,
      uniqueItems: true,
      description: "With `hand`, the rooms from the first to the last. Others stand before them.",
    }),
  ),
});
export type SectionSort = Static<typeof SectionSort>;

/** How somebody's list of rooms is arranged, as a whole. */
export const ListArrangement = Type.Object({
  sort: Type.Union([Type.Literal("newest"), Type.Literal("name")], {
    description: "What stands first in each section: where somebody wrote last, or by name.",
  }),
  unreadFirst: Type.Boolean({
    description: "Rooms with something unread stand before the others.",
  }),
  order: Type.Array(Type.String({ pattern: `^(?:favourites|rooms|directs|${uuidPattern})$` }), {
    maxItems: limits.ownRows,
    uniqueItems: true,
    description:
      "The sections from the first to the last: `favourites`, mine by their ids, `rooms`, `directs`. " +
      "Those that are not named stand where they would without an order.",
  }),
});
export type ListArrangement = Static<typeof ListArrangement>;

/**
 * A row of a person's log besides their places: something small, found by its kind and its key. One
 * whose value is null is a tombstone. A client passes over kinds that it does not know.
 */
export const OwnRow = Type.Union([
  row("draft", DraftKey, Draft),
  row("muted", { ...RoomId, description: "The room." }, Type.Object({})),
  row("filed", { ...RoomId, description: "The room." }, Filed),
  row("section", SectionId, Section),
  row("sorted", AnySectionId, SectionSort),
  row("list", Type.Literal("list"), ListArrangement),
  row("saved", { ...MessageId, description: "The message." }, Saved),
  row("block", { ...UserId, description: "Whom I have blocked." }, Block),
  row("thread", { ...MessageId, description: "The root of the thread." }, FollowedThread),
  row("scheduled", ClientMessageId, Scheduled),
  row("silence", Type.Literal("silence"), Silence),
  row("warning", WarningId, Warning),
  row(
    "setting",
    Type.String({ description: "Its name. A client passes over those that it does not know." }),
    SettingValue,
  ),
]);
export type OwnRow = Static<typeof OwnRow>;

export type OwnKind = OwnRow["kind"];
/** What a row of a kind says. */
export type OwnValue<K extends OwnKind> = NonNullable<Extract<OwnRow, { kind: K }>["value"]>;

function row<K extends string, Key extends TSchema, Value extends TSchema>(
  kind: K,
  key: Key,
  value: Value,
) {
  return Type.Object({
    kind: Type.Literal(kind),
    key,
    version: PersonVersion,
    changedAt: Type.String({ format: "date-time" }),
    value: Type.Union([value, Type.Null()]),
  });
}
