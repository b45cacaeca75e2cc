import type { ExportTokensQuery } from "@roost/protocol/managed-tokens.ts";

const dayMs = 24 * 3_600_000;
const sorts = ["newest", "oldest", "recent", "idle"] as const;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string, now: Date): ExportTokensQuery {
  const params = new URLSearchParams(search);
  const [query, userId, state] = [params.get("q"), params.get("of") ?? "", params.get("state")];
  const sort = sorts.find((one) => one === params.get("sort"));
  const [, days] = /^(\d{1,4})$/.exec(params.get("unused") ?? "") ?? [];
  const unusedSince = new Date(now.getTime() - Number(days) * dayMs);
  return {
    ...(query && { query }),
    ...(uuid.test(userId) && { userId }),
    ...((state === "working" || state === "expired") && { expired: state === "expired" }),
    ...(days !== undefined && { unusedSince: unusedSince.toISOString() }),
    ...(sort && { sort }),
  };
}
