import { deleteExpiredSessions } from "../accounts/expired-sessions.ts";
import type { Database } from "../store/database.ts";
import type { Job } from "./jobs.ts";

const sessionsEveryMs = 600_000;

/** The jobs of a worker. */
export function housekeeping({ db }: Database): Job[] {
  return [{ run: () => deleteExpiredSessions(db), everyMs: sessionsEveryMs }];
}
