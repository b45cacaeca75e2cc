import type { ExportEmojiQuery } from "@roost/protocol/managed-emoji.ts";

const sorts = ["name", "newest", "oldest"] as const;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string): ExportEmojiQuery {
  const params = new URLSearchParams(search);
  const [query, by] = [params.get("q"), params.get("by") ?? ""];
  const sort = sorts.find((one) => one === params.get("sort"));
  return {
    ...(query && { query }),
    ...(uuid.test(by) && { addedBy: by }),
    ...(sort && { sort }),
  };
}
