import Type, { type Static } from "typebox";
import { admissionLimits } from "./admission-limits.ts";
import { Forwarded } from "./forward.ts";
import { JobId } from "./jobs.ts";
import { limits } from "./limits.ts";
import { MessageId, MessageNumber } from "./message.ts";
import { Problem } from "./problem.ts";
import { RoomId, RoomKind, Version } from "./room.ts";
import { User, UserId } from "./user.ts";

/** What those who look after what is written on a server see of it, and do with it. */

const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);

export const ManagedMessage = Type.Object({
  id: MessageId,
  number: MessageNumber,
  room: Type.Object({
    id: RoomId,
    name: Type.String({ description: "Empty where it has none." }),
    kind: RoomKind,
  }),
  authorId: UserId,
  body: Type.String({
    description: "Of a deleted one: what it said, as long as that is kept; then nothing.",
  }),
  forwarded: Type.Union([Forwarded, Type.Null()]),
  createdAt: time,
  editedAt: timeOrNull,
  deletedAt: timeOrNull,
  deletedById: Type.Union([UserId, Type.Null()], {
    description: "Who deleted it, as long as what it said is kept.",
  }),
  restorableUntil: Type.Union([time, Type.Null()], {
    description: "Until when it can be brought back; null where it cannot.",
  }),
  threadNumber: Type.Union([MessageNumber, Type.Null()], {
    description: "The number of the message in whose thread it stands.",
  }),
  reports: Type.Integer({ minimum: 0, description: "How often it was reported." }),
});
export type ManagedMessage = Static<typeof ManagedMessage>;

const users = Type.Array(User, { description: "Those whom the messages name." });

export const ManagedMessagesPage = Type.Object({
  messages: Type.Array(ManagedMessage),
  users,
  searchedUntil: Type.Union([time, Type.Null()], {
    description:
      "Set where the page ends before it is full, since it was searched for long enough: all messages up to this time were looked at, and the next page goes on there.",
  }),
  nextCursor: Type.Union([Type.String(), Type.Null()], {
    description:
      "Null on the last page. A page may have few messages, or none, and not be the last.",
  }),
});
export type ManagedMessagesPage = Static<typeof ManagedMessagesPage>;

/** A message, with what stands around it in its room. */
export const ManagedMessageDetails = Type.Object({
  message: ManagedMessage,
  before: Type.Array(ManagedMessage, { description: "Those in front of it, in their order." }),
  after: Type.Array(ManagedMessage, { description: "Those behind it, in their order." }),
  versions: Type.Array(Type.Object({ body: Type.String(), writtenAt: time }), {
    description: "What it said before, the newest first; the newest hundred.",
  }),
  users,
});
export type ManagedMessageDetails = Static<typeof ManagedMessageDetails>;

/** Which messages. */
const which = {
  query: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "Words that all stand in it, in any order and as parts of others, in any case.",
    }),
  ),
  roomId: Type.Optional({
    ...RoomId,
    description:
      "Of one room. A private room or a direct takes that it was opened (`openMessages`). Without it: of all public rooms.",
  }),
  authorId: Type.Optional({ ...UserId, description: "Who wrote it." }),
  from: Type.Optional({ ...time, description: "Not older than this." }),
  to: Type.Optional({ ...time, description: "Older than this." }),
  reported: Type.Optional(
    Type.Boolean({ description: "Those that somebody reported, or the others." }),
  ),
};

const filters = {
  ...which,
  deleted: Type.Optional(Type.Boolean({ description: "Those that are deleted, or the others." })),
  sort: Type.Optional(
    Type.Enum(["newest", "oldest"], {
      description: "By when it was written; `newest` where it is not said.",
    }),
  ),
};

export const ExportMessagesQuery = Type.Object(filters);
export type ExportMessagesQuery = Static<typeof ExportMessagesQuery>;

export const ManagedMessagesQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Messages of the page." }),
  ),
});
export type ManagedMessagesQuery = Static<typeof ManagedMessagesQuery>;

const change = Type.Enum(["delete", "restore"], {
  description: "`restore` brings back what was deleted, as long as it is kept.",
});

/** The same, done to several messages. */
export const ChangeMessages = Type.Object({
  change,
  messageIds: Type.Array(MessageId, {
    minItems: 1,
    maxItems: admissionLimits.changedMessages,
  }),
});
export type ChangeMessages = Static<typeof ChangeMessages>;

export const ChangedMessages = Type.Object({
  results: Type.Array(
    Type.Object({
      messageId: MessageId,
      version: Type.Union([Version, Type.Null()], {
        description: "Of the message from then on; null where it was not done.",
      }),
      problem: Type.Union(
        [
          Type.Object({ code: Problem.properties.code, detail: Problem.properties.detail }),
          Type.Null(),
        ],
        { description: "Null where it is done." },
      ),
    }),
    { description: "In the order of the request." },
  ),
});
export type ChangedMessages = Static<typeof ChangedMessages>;

/** The same, done to all messages that a list has, as a job. */
export const ChangeFoundMessages = Type.Object({ change, ...which });
export type ChangeFoundMessages = Static<typeof ChangeFoundMessages>;

export const ChangingMessages = Type.Object({ jobId: JobId });
export type ChangingMessages = Static<typeof ChangingMessages>;

const reason = Type.String({
  minLength: 1,
  maxLength: 2 * admissionLimits.inspectionReasonCharacters,
  description: `Why, in a line of up to ${admissionLimits.inspectionReasonCharacters} characters. It is kept in the audit log.`,
});

/** Which private room somebody has to read, and why. */
export const OpenMessages = Type.Union([
  Type.Object({ roomId: RoomId, reason }),
  Type.Object({
    userIds: Type.Array(UserId, {
      minItems: 1,
      maxItems: limits.directPeople,
      uniqueItems: true,
      description: "The people of a direct, all of them.",
    }),
    reason,
  }),
]);
export type OpenMessages = Static<typeof OpenMessages>;

export const OpenedMessages = Type.Object({
  roomId: RoomId,
  until: { ...time, description: "From then on it has to be opened again." },
});
export type OpenedMessages = Static<typeof OpenedMessages>;
