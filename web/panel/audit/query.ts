import type { AuditAction, ExportAuditQuery } from "@roost/protocol/audit.ts";
import { startOfDay } from "../list/start-of-day.ts";
import { actionNames } from "./action-names.ts";

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Stands in the address for commands on the server, where else an id does. */
export const commandLine = "command-line";

/** What is asked of the server for an address of the log. What makes no sense there is passed over. */
export function queryOf(search: string): ExportAuditQuery {
  const params = new URLSearchParams(search);
  const [by, about] = [params.get("by") ?? "", params.get("about") ?? ""];
  const action = params.get("action") ?? "";
  const from = startOfDay(params.get("from"), 0);
  const to = startOfDay(params.get("to"), 1);
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
