import type { ExportRoomsQuery } from "@roost/protocol/managed-rooms.ts";

const dayMs = 24 * 3_600_000;

/** The orders that are offered. */
export const sorts = [
  ...["name", "recent", "quiet", "mostMembers", "fewestMembers"],
  ...["mostMessages", "fewestMessages", "newest", "oldest"],
] as NonNullable<ExportRoomsQuery["sort"]>[];

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string, now: Date): ExportRoomsQuery {
  const params = new URLSearchParams(search);
  const query = params.get("q");
  const kind = params.get("kind");
  const state = params.get("state");
  const sort = sorts.find((one) => one === params.get("sort"));
  const [, whose, days] = /^(room|owners)-(\d{1,4})$/.exec(params.get("idle") ?? "") ?? [];
  const since = new Date(now.getTime() - Number(days) * dayMs);
  return {
    ...(query && { query }),
    ...((kind === "public" || kind === "private") && { kind }),
    ...((state === "open" || state === "archived") && { archived: state === "archived" }),
    ...(whose === "room" && { idleSince: since.toISOString() }),
    ...(whose === "owners" && { ownersIdleSince: since.toISOString() }),
    ...(sort && { sort }),
  };
}
