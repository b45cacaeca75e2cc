import { AuditPage, AuditQuery, ExportAuditQuery } from "@roost/protocol/audit.ts";
import { exportAudit, type NamedEntry } from "../../audit/export.ts";
import { listAudit } from "../../audit/list.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv, sendJson } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { bytes, json, problems, refusals } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

export function auditRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/audit",
    {
      schema: {
        operationId: "audit",
        tags,
        summary: "What was done to this server and its people",
        description: "Entries are never changed.",
        querystring: AuditQuery,
        response: {
          200: json("A page of entries.", AuditPage),
          ...problems(...refusals("audit")),
        },
      },
    },
    (request) => listAudit(ctx, me(request), request.query),
  );

  app.get(
    "/admin/audit/export",
    {
      schema: {
        operationId: "exportAudit",
        tags,
        summary: "What was done to this server and its people, as a file",
        description: "All that the list has, in its order, as CSV or JSON.",
        querystring: ExportAuditQuery,
        response: {
          200: bytes("The entries.", ["text/csv", "application/json"]),
          ...problems(...refusals("exportAudit")),
        },
      },
    },
    async (request, reply) => {
      const { format = "csv" } = request.query;
      const pages = await exportAudit(ctx, me(request), request.query);
      const name = `audit-${dayOf(now())}`;
      return format === "json"
        ? sendJson(reply, name, pages)
        : sendCsv(reply, name, columns, pages);
    },
  );
}

const columns: Columns<NamedEntry> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actor: ({ actor }) => actor,
  actorId: ({ actorId }) => actorId,
  means: ({ means }) => means,
  address: ({ address }) => address,
  action: ({ action }) => action,
  user: ({ user }) => user,
  userId: ({ userId }) => userId,
  details: ({ details }) => JSON.stringify(details),
};
