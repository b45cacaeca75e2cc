import Type, { type Static, type TArray, type TOptional, type TSchema } from "typebox";
import { Member } from "./member.ts";
import { Message, Quote } from "./message.ts";
import { Reaction } from "./reaction.ts";
import { Room, RoomId, Version } from "./room.ts";
import { Thread } from "./thread.ts";
import { User } from "./user.ts";

/**
 * The kinds of rows that the log of a room has, by their name in `Changes`. Each row has the `version`
 * of the change that wrote it last; what is gone leaves a tombstone.
 */
const rows = { members: Member, messages: Message, reactions: Reaction, threads: Thread };

export type RowKind = keyof typeof rows;
export const rowKinds = Object.keys(rows) as readonly RowKind[];
export type Row<K extends RowKind> = Static<(typeof rows)[K]>;

/** Rows of a room, by kind. */
export type Rows = { [K in RowKind]?: Row<K>[] };

/**
 * Everything that changed in a room after version `since` and up to `version`, as the present
 * state of the rows that changed. A live change and a repaired gap have the same form:
 *
 * - a replica at `version` or later ignores it,
 * - a replica at `since` or later takes the rows newer than its own and is then at `version`,
 * - a replica before `since` has a gap and asks for the changes since its own version.
 */
export const Changes = Type.Object({
  roomId: RoomId,
  since: Version,
  version: Version,
  room: Type.Optional(Room),
  ...optionalArrays(rows),
  quoted: Type.Optional(
    Type.Array(Quote, { description: "What `messages` reply to, where it is none of them." }),
  ),
  users: Type.Optional(Type.Array(User, { description: "The people whom the rows mention." })),
  more: Type.Optional(
    Type.Boolean({ description: "There are later changes that this answer had no space for." }),
  ),
});
export type Changes = Static<typeof Changes>;

function optionalArrays<T extends Record<string, TSchema>>(schemas: T) {
  const arrays = Object.entries(schemas).map(([kind, schema]) => {
    return [kind, Type.Optional(Type.Array(schema))];
  });
  return Object.fromEntries(arrays) as { [K in keyof T]: TOptional<TArray<T[K]>> };
}
