import { AuditPage, AuditQuery } from "@roost/protocol/audit.ts";
import { listAudit } from "../../audit/list.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { json, problems, refusals } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

export function auditRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/admin/audit",
    {
      schema: {
        operationId: "audit",
        tags: ["administration"],
        summary: "What was done to this server and its people",
        description: "The newest first. Entries are never changed.",
        querystring: AuditQuery,
        response: {
          200: json("A page of entries.", AuditPage),
          ...problems(...refusals("audit")),
        },
      },
    },
    (request) => listAudit(ctx, me(request), request.query),
  );
}
