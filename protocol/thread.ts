import Type, { type Static } from "typebox";
import { Message, MessageNumber } from "./message.ts";
import { FollowedThread } from "./own.ts";
import { Version } from "./room.ts";
import { User, UserId } from "./user.ts";

/**
 * A thread: a message of a room, its root, and the replies below it. A row of the room, made by the first
 * reply. It says what is shown of the thread at its root.
 */
export const Thread = Type.Object({
  number: { ...MessageNumber, description: "Of its root." },
  version: Version,
  count: Type.Integer({ minimum: 0, description: "Replies that are not deleted." }),
  lastNumber: {
    ...MessageNumber,
    description: "The newest reply that is not deleted; the root, where none is left.",
  },
  lastAuthorId: Type.Union([UserId, Type.Null()], { description: "Of that reply." }),
  lastAt: Type.String({ format: "date-time", description: "When that reply came." }),
  userIds: Type.Array(UserId, { description: "Those who wrote in it first, five at most." }),
});
export type Thread = Static<typeof Thread>;

/** A thread of mine, as a list shows it. */
export const ThreadEntry = Type.Object({
  root: Message,
  thread: Thread,
  last: Type.Union([Message, Type.Null()], { description: "The newest reply." }),
  mine: FollowedThread,
});
export type ThreadEntry = Static<typeof ThreadEntry>;

export const ThreadsPage = Type.Object({
  threads: Type.Array(ThreadEntry, { description: "That with the newest reply first." }),
  users: Type.Array(User),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type ThreadsPage = Static<typeof ThreadsPage>;
