import type { ExportAddressBansQuery } from "@roost/protocol/address-bans.ts";

const states = ["holding", "over"] as const;
const sorts = ["newest", "oldest", "network"] as const;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string): ExportAddressBansQuery {
  const params = new URLSearchParams(search);
  const state = states.find((one) => one === params.get("state"));
  const sort = sorts.find((one) => one === params.get("sort"));
  const address = params.get("q")?.trim();
  return { ...(state && { state }), ...(address && { address }), ...(sort && { sort }) };
}
