import type { ExportReportsQuery } from "@roost/protocol/report.ts";
import { reportReasons } from "@roost/protocol/report-reasons.ts";

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the queue: what is open, where it does not say otherwise. */
export function queryOf(search: string): ExportReportsQuery {
  const params = new URLSearchParams(search);
  const reason = reportReasons.find((one) => one === params.get("reason"));
  const author = params.get("author") ?? "";
  const sort = (["oldest", "newest"] as const).find((one) => one === params.get("sort"));
  return {
    ...(params.get("state") === "resolved" && { state: "resolved" as const }),
    ...(reason && { reason }),
    ...(uuid.test(author) && { authorId: author }),
    ...(sort && { sort }),
  };
}
