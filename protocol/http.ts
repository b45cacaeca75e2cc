import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { Member, RoomRole } from "./member.ts";
import {
  AlsoInRoom,
  ClientMessageId,
  Message,
  MessageNumber,
  Quote,
  ReplyTo,
  Seen,
  ThreadNumber,
} from "./message.ts";
import { MyRoom } from "./my-room.ts";
import { Draft, ListArrangement, OwnRow } from "./own.ts";
import { Presence } from "./presence.ts";
import { ReactionCount } from "./reaction.ts";
import { HiddenAt, MadeRoomKind, Room, Version } from "./room.ts";
import { Thread } from "./thread.ts";
import { Post } from "./up.ts";
import { Profile, User, UserId } from "./user.ts";

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

/** A person, and how they can be met. */
export const FoundPerson = Type.Object({
  ...Profile.properties,
  presence: Type.Optional({ ...Presence, description: "As far as they show it, at this moment." }),
});
export type FoundPerson = Static<typeof FoundPerson>;

/** Who has read a message. */
export const Readers = Type.Object({ users: Type.Array(User) });
export type Readers = Static<typeof Readers>;

export const UsersPage = Type.Object({ users: Type.Array(User), nextCursor });
export type UsersPage = Static<typeof UsersPage>;

export const MyRooms = Type.Object({ rooms: Type.Array(MyRoom), users: Type.Array(User) });
export type MyRooms = Static<typeof MyRooms>;

export const FoundRoom = Type.Object({
  ...Room.properties,
  isMember: Type.Boolean(),
  keptDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        "For so many days messages are kept here; absent where that is for ever, and in lists.",
    }),
  ),
});
export type FoundRoom = Static<typeof FoundRoom>;

export const FoundRoomsPage = Type.Object({ rooms: Type.Array(FoundRoom), nextCursor });
export type FoundRoomsPage = Static<typeof FoundRoomsPage>;

export const CreateRoom = Type.Object({
  name: Type.String(),
  kind: MadeRoomKind,
  topic: Type.Optional(Type.String()),
});
export type CreateRoom = Static<typeof CreateRoom>;

export const PatchRoom = Type.Object(
  {
    name: Type.Optional(Type.String()),
    topic: Type.Optional(Type.String()),
    archived: Type.Optional(Type.Boolean({ description: "Archive the room, or restore it." })),
    announcement: Type.Optional(
      Type.Boolean({ description: "Have owners and moderators alone write, or everybody." }),
    ),
    slowSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: limits.slowSeconds,
        description: "How long everybody else waits from one message to the next; 0: not at all.",
      }),
    ),
    guardedMentions: Type.Optional(
      Type.Boolean({
        description: "Have owners and moderators alone mention everybody, or all members.",
      }),
    ),
  },
  { minProperties: 1 },
);
export type PatchRoom = Static<typeof PatchRoom>;

export const InviteMembers = Type.Object({
  userIds: Type.Array(UserId, { minItems: 1, maxItems: limits.inviteUsers, uniqueItems: true }),
});
export type InviteMembers = Static<typeof InviteMembers>;

export const PatchMember = Type.Object({ role: RoomRole });
export type PatchMember = Static<typeof PatchMember>;

export const MembersPage = Type.Object({
  members: Type.Array(Member),
  users: Type.Array(User),
  nextCursor,
});
export type MembersPage = Static<typeof MembersPage>;

/** Without `before` and `after`: the newest page. */
const largest = Number.MAX_SAFE_INTEGER;

/** The newest page, or another one. */
export const MessagesQuery = Type.Object({
  before: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: largest,
      description: "The page in front of this number.",
    }),
  ),
  after: Type.Optional(
    Type.Integer({ minimum: 0, maximum: largest, description: "The page behind this number." }),
  ),
  around: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: largest,
      description: "The page with this number in its middle.",
    }),
  ),
  date: Type.Optional(
    Type.String({
      format: "date-time",
      description: "The page with the first message of this time or later in its middle.",
    }),
  ),
  main: Type.Optional(
    Type.Boolean({
      description:
        "Only what stands in the timeline of the room: no replies in threads, but those that were also sent to the room.",
    }),
  ),
  limit: Limit,
});
export type MessagesQuery = Static<typeof MessagesQuery>;

/** A page of a thread: as of a room, of its root and the replies to it. */
export const ThreadQuery = Type.Pick(MessagesQuery, ["before", "after", "around", "limit"]);
export type ThreadQuery = Static<typeof ThreadQuery>;

const number = { minimum: 0, maximum: largest };

export const MessagesPage = Type.Object({
  messages: Type.Array(Message, { description: "In the order of their numbers." }),
  reactions: Type.Array(ReactionCount, {
    description: "Of these messages, those of one message in the order in which they came first.",
  }),
  quoted: Type.Array(Quote, {
    description: "What these messages reply to, where it is none of them.",
  }),
  threads: Type.Optional(Type.Array(Thread, { description: "Those below these messages." })),
  first: Type.Optional(
    Type.Integer({
      ...number,
      description: "The page has all that was asked for from this number of the room on …",
    }),
  ),
  last: Type.Optional(Type.Integer({ ...number, description: "… up to this one." })),
  users: Type.Array(User),
  version: Type.Integer({ description: "The room's version that this page shows." }),
  hasBefore: Type.Boolean(),
  hasAfter: Type.Boolean(),
});
export type MessagesPage = Static<typeof MessagesPage>;

/** All pinned messages of a room. */
export const PinsList = Type.Object({
  messages: Type.Array(Message, { description: "What was pinned last comes first." }),
  users: Type.Array(User),
});
export type PinsList = Static<typeof PinsList>;

/** A text that a message had, or has. */
export const MessageVersion = Type.Object({
  body: Type.String(),
  writtenAt: Type.String({ format: "date-time" }),
});
export type MessageVersion = Static<typeof MessageVersion>;

export const HistoryPage = Type.Object({
  versions: Type.Array(MessageVersion, {
    description: "The newest first. The first page begins with what the message says now.",
  }),
  nextCursor,
});
export type HistoryPage = Static<typeof HistoryPage>;

export const OpenDirect = Type.Object({
  userIds: Type.Array(UserId, {
    maxItems: limits.directPeople,
    uniqueItems: true,
    description: "The others. Nobody, or I alone: notes of mine.",
  }),
});
export type OpenDirect = Static<typeof OpenDirect>;

export const DirectQuery = Type.Pick(MessagesQuery, ["main", "limit"]);
export type DirectQuery = Static<typeof DirectQuery>;

/** A direct with its newest page. */
export const OpenedDirect = Type.Object({ room: MyRoom, ...MessagesPage.properties });
export type OpenedDirect = Static<typeof OpenedDirect>;

export const HideRoom = Type.Object({
  number: {
    ...HiddenAt,
    description: "The newest message that was there when I hid it. A later one shows it again.",
  },
});
export type HideRoom = Static<typeof HideRoom>;

/** A draft of a room, or of a thread of it. */
export const SetDraft = Type.Object({
  ...Draft.properties,
  threadNumber: Type.Optional(ThreadNumber),
});
export type SetDraft = Static<typeof SetDraft>;

/** What changes of my list of rooms; what is not named stays. */
export const ArrangeList = Type.Partial(ListArrangement, { minProperties: 1 });
export type ArrangeList = Static<typeof ArrangeList>;

export const MarkThreadRead = Type.Object({ number: MessageNumber });
export type MarkThreadRead = Static<typeof MarkThreadRead>;

/** `?unread=&cursor=&limit=` */
export const ThreadsQuery = Type.Object({
  unread: Type.Optional(
    Type.Boolean({ description: "Only those in which there is something that I have not read." }),
  ),
  cursor: Cursor,
  limit: Limit,
});
export type ThreadsQuery = Static<typeof ThreadsQuery>;

export const ScheduledList = Type.Object({
  scheduled: Type.Array(OwnRow, { description: "What is sent first first." }),
});
export type ScheduledList = Static<typeof ScheduledList>;

export const DraftsPage = Type.Object({ drafts: Type.Array(OwnRow) });
export type DraftsPage = Static<typeof DraftsPage>;

export const SavedPage = Type.Object({
  saved: Type.Array(
    Type.Object({ message: Message, savedAt: Type.String({ format: "date-time" }) }),
  ),
  users: Type.Array(User),
  nextCursor,
});
export type SavedPage = Static<typeof SavedPage>;

/** Whom I have blocked. */
export const BlocksPage = Type.Object({
  users: Type.Array(User, { description: "Whom I blocked last comes first." }),
  nextCursor,
});
export type BlocksPage = Static<typeof BlocksPage>;

/** Messages that mention me, in any room of mine. */
export const MentionsPage = Type.Object({
  messages: Type.Array(Message, { description: "The newest first." }),
  users: Type.Array(User),
  nextCursor,
});
export type MentionsPage = Static<typeof MentionsPage>;

export const PostMessage = Type.Object({
  clientMessageId: ClientMessageId,
  body: Type.String(),
  seen: Type.Optional(Seen),
  replyTo: Type.Optional(ReplyTo),
  threadNumber: Type.Optional(ThreadNumber),
  alsoInRoom: Type.Optional(AlsoInRoom),
  forward: Post.properties.forward,
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
