import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { MessageId } from "./message.ts";
import { reportReasons } from "./report-reasons.ts";
import { RoomId } from "./room.ts";
import { User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

export const ReportId = Uuid("A report's id.");

const time = Type.String({ format: "date-time" });
const Reason = Type.Enum([...reportReasons], {
  description:
    "`abuse` is an attack on somebody, `privacy` is what should not be told of somebody, `other` is said in the note.",
});

export const ReportMessage = Type.Object({
  reason: Reason,
  note: Type.Optional(
    Type.String({
      maxLength: 2 * limits.reportNoteCharacters,
      description: `What there is to say about it, in a line of at most ${limits.reportNoteCharacters} characters.`,
    }),
  ),
});
export type ReportMessage = Static<typeof ReportMessage>;

export const Reported = Type.Object({ id: ReportId, at: time });
export type Reported = Static<typeof Reported>;

/** What became of a report. */
export const Resolution = Type.Enum(["dismissed", "deleted"], {
  description: "`deleted`: the message was taken away.",
});
export type Resolution = Static<typeof Resolution>;

/** Somebody's report of a message. */
export const Report = Type.Object({
  id: ReportId,
  at: time,
  reporterId: UserId,
  messageId: MessageId,
  roomId: RoomId,
  authorId: UserId,
  body: Type.String({ description: "What the message said when it was reported." }),
  reason: Reason,
  note: Type.Union([Type.String(), Type.Null()]),
  resolvedAt: Type.Union([time, Type.Null()], { description: "Null while it is open." }),
  resolvedById: Type.Union([UserId, Type.Null()]),
  resolution: Type.Union([Resolution, Type.Null()]),
});
export type Report = Static<typeof Report>;

export const ReportsPage = Type.Object({
  reports: Type.Array(Report),
  users: Type.Array(User, { description: "Those whom the reports name." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type ReportsPage = Static<typeof ReportsPage>;

/** Which reports somebody wants to see, and in which order. */
const filters = {
  state: Type.Optional(
    Type.Enum(["open", "resolved"], { description: "`open` where it is not said." }),
  ),
  reason: Type.Optional(Reason),
  authorId: Type.Optional({ ...UserId, description: "Who wrote the message." }),
  sort: Type.Optional(
    Type.Enum(["oldest", "newest"], {
      description:
        "By when it was reported. Where it is not said, the oldest open ones first, or the newest of those that are resolved.",
    }),
  ),
};

export const ExportReportsQuery = Type.Object(filters);
export type ExportReportsQuery = Static<typeof ExportReportsQuery>;

export const ReportsQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type ReportsQuery = Static<typeof ReportsQuery>;

export const ResolveReport = Type.Object({ resolution: Resolution });
export type ResolveReport = Static<typeof ResolveReport>;
