import { jobKinds, jobStates } from "@roost/protocol/job-kinds.ts";
import type { ExportJobsQuery } from "@roost/protocol/jobs.ts";

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string): ExportJobsQuery {
  const params = new URLSearchParams(search);
  const kind = jobKinds.find((one) => one === params.get("kind"));
  const state = jobStates.find((one) => one === params.get("state"));
  const userId = params.get("for") ?? "";
  return { ...(kind && { kind }), ...(state && { state }), ...(uuid.test(userId) && { userId }) };
}
