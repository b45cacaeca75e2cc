import type { ExportBotsQuery } from "@roost/protocol/bots.ts";

const dayMs = 24 * 3_600_000;
const sorts = ["name", "newest", "oldest", "recent", "idle"] as const;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string, now: Date): ExportBotsQuery {
  const params = new URLSearchParams(search);
  const [query, by] = [params.get("q"), params.get("by") ?? ""];
  const [status, tokens] = [params.get("status"), params.get("tokens")];
  const sort = sorts.find((one) => one === params.get("sort"));
  const [, days] = /^idle-(\d{1,4})$/.exec(params.get("used") ?? "") ?? [];
  const idleSince = new Date(now.getTime() - Number(days) * dayMs);
  return {
    ...(query && { query }),
    ...(uuid.test(by) && { ownerId: by }),
    ...((status === "open" || status === "suspended") && { suspended: status === "suspended" }),
    ...((tokens === "some" || tokens === "none") && { withTokens: tokens === "some" }),
    ...(days !== undefined && { idleSince: idleSince.toISOString() }),
    ...(sort && { sort }),
  };
}
