import type { ExportAccountsQuery } from "@roost/protocol/people.ts";
import { serverRoleNames } from "@roost/protocol/permissions.ts";

const dayMs = 24 * 3_600_000;
const sorts = ["name", "newest", "oldest", "recent", "idle"] as const;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string, now: Date): ExportAccountsQuery {
  const params = new URLSearchParams(search);
  const query = params.get("q");
  const role = params.get("role");
  const status = params.get("status");
  const sort = sorts.find((one) => one === params.get("sort"));
  const [, way, days] = /^(since|idle)-(\d{1,4})$/.exec(params.get("used") ?? "") ?? [];
  const since = new Date(now.getTime() - Number(days) * dayMs);
  return {
    ...(query && { query }),
    ...(role !== null && isRole(role) && { role }),
    ...(status === "silenced" && { silenced: true }),
    ...((status === "open" || status === "suspended") && { suspended: status === "suspended" }),
    ...(way === "since" && { activeSince: since.toISOString() }),
    ...(way === "idle" && { idleSince: since.toISOString() }),
    ...(sort && { sort }),
  };
}

/** A built-in role, or what may be the id of a custom one. */
function isRole(role: string): boolean {
  return (
    serverRoleNames.some((one) => one === role) ||
    /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(role)
  );
}
