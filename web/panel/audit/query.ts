import type { AuditAction, ExportAuditQuery } from "@roost/protocol/audit.ts";
import { actionNames } from "./action-names.ts";

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const day = /^\d{4}-\d\d-\d\d$/;

/** Stands in the address for commands on the server, where else an id does. */
export const commandLine = "command-line";

/** What is asked of the server for an address of the log. What makes no sense there is passed over. */
export function queryOf(search: string): ExportAuditQuery {
  const params = new URLSearchParams(search);
  const [by, about] = [params.get("by") ?? "", params.get("about") ?? ""];
  const action = params.get("action") ?? "";
  const from = startOf(params.get("from"), 0);
  const to = startOf(params.get("to"), 1);
  return {
    ...(uuid.test(by) && { actorId: by }),
    ...(by === commandLine && { means: "command line" as const }),
    ...(uuid.test(about) && { userId: about }),
    ...(Object.hasOwn(actionNames, action) && { action: action as AuditAction }),
    ...(from && { from }),
    ...(to && { to }),
    ...(params.get("sort") === "oldest" && { sort: "oldest" as const }),
  };
}

/** When a day begins where the reader is, or one of the next days. */
function startOf(typed: string | null, daysLater: number): string | null {
  if (typed === null || !day.test(typed)) return null;
  const at = new Date(`${typed}T00:00:00`);
  at.setDate(at.getDate() + daysLater);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
