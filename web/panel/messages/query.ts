import type { ExportMessagesQuery } from "@roost/protocol/managed-messages.ts";
import { startOfDay } from "../list/start-of-day.ts";

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string): ExportMessagesQuery {
  const params = new URLSearchParams(search);
  const query = params.get("q")?.trim().slice(0, 200);
  const room = params.get("room") ?? "";
  const author = params.get("author") ?? "";
  const state = params.get("state");
  const from = startOfDay(params.get("from"), 0);
  const to = startOfDay(params.get("to"), 1);
  return {
    ...(query && { query }),
    ...(uuid.test(room) && { roomId: room }),
    ...(uuid.test(author) && { authorId: author }),
    ...(from && { from }),
    ...(to && { to }),
    ...((state === "standing" || state === "deleted") && { deleted: state === "deleted" }),
    ...(params.get("reported") === "yes" && { reported: true }),
    ...(params.get("sort") === "oldest" && { sort: "oldest" as const }),
  };
}
