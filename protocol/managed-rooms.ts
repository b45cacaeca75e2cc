import Type, { type Static } from "typebox";
import { CreateRoom, PatchRoom } from "./http.ts";
import { limits } from "./limits.ts";
import { RoomRole } from "./member.ts";
import { RoomKeptDays } from "./retention.ts";
import { MadeRoomKind, RoomId } from "./room.ts";
import { User, UserId } from "./user.ts";

/** What those who look after a server see of its rooms, and do with them: nothing of what is written there. */

const time = Type.String({ format: "date-time" });
const nextCursor = Type.Union([Type.String(), Type.Null()], {
  description: "Null on the last page.",
});

export const ManagedRoom = Type.Object({
  id: RoomId,
  kind: MadeRoomKind,
  name: Type.String(),
  topic: Type.String(),
  memberCount: Type.Integer({ minimum: 0 }),
  messageCount: Type.Integer({
    minimum: 0,
    description: "So many were written, with those that were deleted, and with what happened.",
  }),
  createdAt: time,
  lastMessageAt: { ...time, description: "When somebody wrote last, or the room was made." },
  archivedAt: Type.Union([time, Type.Null()]),
  keptDays: RoomKeptDays,
  isCommon: Type.Boolean({ description: "Whether everybody is taken into it." }),
  owners: Type.Array(User, { description: "Those who own it, the first ones." }),
});
export type ManagedRoom = Static<typeof ManagedRoom>;

export const ManagedRoomsPage = Type.Object({ rooms: Type.Array(ManagedRoom), nextCursor });
export type ManagedRoomsPage = Static<typeof ManagedRoomsPage>;

/** A room with what lists leave out. */
export const ManagedRoomDetails = Type.Object({
  ...ManagedRoom.properties,
  ownerCount: Type.Integer({ minimum: 0 }),
  moderatorCount: Type.Integer({ minimum: 0 }),
  guestCount: Type.Integer({ minimum: 0 }),
  announcement: Type.Boolean({ description: "Whether owners and moderators alone write." }),
  slowSeconds: Type.Integer({ minimum: 0 }),
  guardedMentions: Type.Boolean({
    description: "Whether owners and moderators alone mention everybody.",
  }),
  madeBy: Type.Union([User, Type.Null()], { description: "Null where that is not known." }),
  myRole: Type.Union([RoomRole, Type.Null()], {
    description: "Of who asks; null where they are not in it.",
  }),
});
export type ManagedRoomDetails = Static<typeof ManagedRoomDetails>;

/** How many there are. Of directs, nothing else is told. */
export const RoomCounts = Type.Object({
  public: Type.Integer({ minimum: 0 }),
  private: Type.Integer({ minimum: 0 }),
  archived: Type.Integer({ minimum: 0, description: "Of both." }),
  directs: Type.Integer({ minimum: 0 }),
});
export type RoomCounts = Static<typeof RoomCounts>;

/** What of the rooms somebody wants to see, and in which order. */
const filters = {
  query: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "A part of the name or of its words' beginnings.",
    }),
  ),
  kind: Type.Optional(MadeRoomKind),
  archived: Type.Optional(Type.Boolean({ description: "Those that are archived, or the others." })),
  ownRetention: Type.Optional(
    Type.Boolean({
      description: "That have a time of their own for their messages, or the others.",
    }),
  ),
  idleSince: Type.Optional({ ...time, description: "In which nobody wrote since then." }),
  ownersIdleSince: Type.Optional({
    ...time,
    description: "Of which no owner used the server since then, or that have none.",
  }),
  sort: Type.Optional(
    Type.Enum(
      [
        "name",
        "newest",
        "oldest",
        "recent",
        "quiet",
        "mostMembers",
        "fewestMembers",
        "mostMessages",
        "fewestMessages",
      ],
      {
        description:
          "By name, by when the room was made, by when somebody wrote last (`recent`: those first where it was just now), or by how many members or messages it has. `name` where it is not said.",
      },
    ),
  ),
};

export const ExportRoomsQuery = Type.Object(filters);
export type ExportRoomsQuery = Static<typeof ExportRoomsQuery>;

export const ManagedRoomsQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type ManagedRoomsQuery = Static<typeof ManagedRoomsQuery>;

/** A room that somebody makes for the people of the server. */
export const MakeRoom = Type.Object({
  ...CreateRoom.properties,
  ownerId: Type.Optional({ ...UserId, description: "Who owns it; who makes it, where not said." }),
});
export type MakeRoom = Static<typeof MakeRoom>;

export const ChangeRoom = Type.Object(
  {
    ...PatchRoom.properties,
    kind: Type.Optional({
      ...MadeRoomKind,
      description: "Open the room to everybody, or close it.",
    }),
  },
  { minProperties: 1 },
);
export type ChangeRoom = Static<typeof ChangeRoom>;

export const AddMembers = Type.Object({
  userIds: Type.Array(UserId, { minItems: 1, maxItems: limits.inviteUsers, uniqueItems: true }),
  role: Type.Optional({ ...RoomRole, description: "`member` where it is not said." }),
});
export type AddMembers = Static<typeof AddMembers>;
