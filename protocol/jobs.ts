import Type, { type Static } from "typebox";
import { jobKinds, jobStates } from "./job-kinds.ts";
import { limits } from "./limits.ts";
import { User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

const time = Type.String({ format: "date-time" });
const timeOrNull = Type.Union([time, Type.Null()]);

export const JobId = Uuid("A job's id.");

export const JobKind = Type.Enum([...jobKinds], {
  description:
    "`data-export`: puts together the download of all that is one person's. `account-deletion`: takes them out of the rooms, once their account is gone. `change-messages`: deletes all messages that somebody found, or brings them back. `retention`: deletes what is older than messages are kept.",
});
export type JobKind = Static<typeof JobKind>;

export const JobState = Type.Enum([...jobStates], {
  description:
    "`waiting` also for who is tried again later, `failed` where nobody tries it again by themselves.",
});
export type JobState = Static<typeof JobState>;

/** Long work that goes on whoever looks, on whichever node. */
export const Job = Type.Object({
  id: JobId,
  kind: JobKind,
  userId: Type.Union([UserId, Type.Null()], {
    description: "Whom it is for, or who asked for it; null where that is the server.",
  }),
  state: JobState,
  done: Type.Integer({ description: "Steps that are done." }),
  total: Type.Union([Type.Integer(), Type.Null()], {
    description: "Steps that there are, as far as that is known.",
  }),
  attempts: Type.Integer({ description: "Failures in a row." }),
  failure: Type.Union([Type.String(), Type.Null()], { description: "What went wrong last." }),
  createdAt: time,
  dueAt: { ...time, description: "When it goes on, or is taken over if its node is gone." },
  endedAt: timeOrNull,
});
export type Job = Static<typeof Job>;

export const JobsPage = Type.Object({
  jobs: Type.Array(Job),
  users: Type.Array(User, { description: "Those whom the jobs are for." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type JobsPage = Static<typeof JobsPage>;

const filters = {
  kind: Type.Optional(JobKind),
  state: Type.Optional(JobState),
  userId: Type.Optional(UserId),
};

export const ExportJobsQuery = Type.Object(filters);
export type ExportJobsQuery = Static<typeof ExportJobsQuery>;

/** The newest jobs first. */
export const JobsQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type JobsQuery = Static<typeof JobsQuery>;
