import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { Member } from "./member.ts";
import { ClientMessageId, Message, MessageNumber } from "./message.ts";
import { MyRoom } from "./my-room.ts";
import { Room, RoomKind, Version } from "./room.ts";
import { User, UserId } from "./user.ts";

/** Requests and answers of the REST API that are not rows themselves. */

const Limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
);
const Cursor = Type.Optional(
  Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
);
const nextCursor = Type.Union([Type.String(), Type.Null()], {
  description: "Null on the last page.",
});

/** A directory or search page: `?query=&cursor=&limit=`. */
export const PageQuery = Type.Object({
  query: Type.Optional(Type.String({ maxLength: 200 })),
  cursor: Cursor,
  limit: Limit,
});
export type PageQuery = Static<typeof PageQuery>;

export const UsersPage = Type.Object({ users: Type.Array(User), nextCursor });
export type UsersPage = Static<typeof UsersPage>;

export const MyRooms = Type.Object({ rooms: Type.Array(MyRoom), users: Type.Array(User) });
export type MyRooms = Static<typeof MyRooms>;

export const FoundRoom = Type.Object({ ...Room.properties, isMember: Type.Boolean() });
export type FoundRoom = Static<typeof FoundRoom>;

export const FoundRoomsPage = Type.Object({ rooms: Type.Array(FoundRoom), nextCursor });
export type FoundRoomsPage = Static<typeof FoundRoomsPage>;

export const CreateRoom = Type.Object({
  name: Type.String(),
  kind: RoomKind,
  topic: Type.Optional(Type.String()),
});
export type CreateRoom = Static<typeof CreateRoom>;

export const PatchRoom = Type.Object(
  { name: Type.Optional(Type.String()), topic: Type.Optional(Type.String()) },
  { minProperties: 1 },
);
export type PatchRoom = Static<typeof PatchRoom>;

export const InviteMembers = Type.Object({
  userIds: Type.Array(UserId, { minItems: 1, maxItems: limits.inviteUsers, uniqueItems: true }),
});
export type InviteMembers = Static<typeof InviteMembers>;

export const MembersPage = Type.Object({
  members: Type.Array(Member),
  users: Type.Array(User),
  nextCursor,
});
export type MembersPage = Static<typeof MembersPage>;

/** Without `before` and `after`: the newest page. */
export const MessagesQuery = Type.Object({
  before: Type.Optional(MessageNumber),
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  limit: Limit,
});
export type MessagesQuery = Static<typeof MessagesQuery>;

export const MessagesPage = Type.Object({
  messages: Type.Array(Message, { description: "In the order of their numbers." }),
  users: Type.Array(User),
  version: Type.Integer({ description: "The room's version that this page shows." }),
  hasBefore: Type.Boolean(),
  hasAfter: Type.Boolean(),
});
export type MessagesPage = Static<typeof MessagesPage>;

export const PostMessage = Type.Object({
  clientMessageId: ClientMessageId,
  body: Type.String(),
});
export type PostMessage = Static<typeof PostMessage>;

export const PatchMessage = Type.Object({ body: Type.String() });
export type PatchMessage = Static<typeof PatchMessage>;

export const ChangesQuery = Type.Object({ since: Version });
export type ChangesQuery = Static<typeof ChangesQuery>;

export const MarkRead = Type.Object({ number: MessageNumber });
export type MarkRead = Static<typeof MarkRead>;

export const ReadState = Type.Object({
  readNumber: Type.Integer({ minimum: 0 }),
  unread: Type.Integer({ minimum: 0 }),
});
export type ReadState = Static<typeof ReadState>;
