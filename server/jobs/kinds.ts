import type { JobKind } from "@roost/protocol/jobs.ts";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";

/** A job, as whoever does a step of it is told. */
export interface JobToDo<Place> {
  id: string;
  /** Whom it is for. */
  userId: string | null;
  /** Where this step begins; null for the first. */
  place: Place | null;
  /** Steps that are done, and that there are. */
  done: number;
  total: number | null;
}

/** What a step has come to. */
export interface StepDone<Place> {
  /** Where the next one begins; null where there is none. */
  next: Place | null;
  /** Steps that there are, where that is known. Default: as it was. */
  total?: number;
  /** What belongs to the step in the database: in the commit that says that it is done, so once. */
  write?(tx: Db): Promise<void>;
}

/**
 * How jobs of a kind are done. A step takes some seconds at most. One that is broken off is done again: what it does beside
 * `write` has to come to the same, done twice.
 */
export interface Work<Place> {
  step(ctx: Context, job: JobToDo<Place>, now: Date): Promise<StepDone<Place>>;
  /** Whether whoever looks after the jobs may end it in the middle. */
  canBeCancelled: boolean;
  /** Takes away what it has written by now, where it is cancelled. */
  undo?(tx: Db, jobId: string): Promise<void>;
}

/** All work that there is. What a place is, each kind knows for itself. */
// biome-ignore lint/suspicious/noExplicitAny: places of other kinds are never handed to a kind.
export type Works = Readonly<Record<JobKind, Work<any>>>;
