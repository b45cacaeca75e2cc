import {
  ExportReportsQuery,
  Reported,
  ReportMessage,
  ReportsPage,
  ReportsQuery,
  ResolveReport,
} from "@roost/protocol/report.ts";
import { exportReports, type NamedReport } from "../../reports/export.ts";
import { listReports } from "../../reports/list.ts";
import { reportMessage } from "../../reports/make.ts";
import { resolveReport } from "../../reports/resolve.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, nothing, problems, refusals } from "./answers.ts";
import { MessageParameters, ReportParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

export function reportRoutes(app: App, { ctx, now }: RouteParts): void {
  app.post(
    "/messages/:messageId/report",
    {
      schema: {
        operationId: "report",
        tags: ["messages"],
        summary: "Report a message to those who look after the server",
        description:
          "With its text as it is now. While a report of mine is open, another one of the same message takes its place.",
        params: MessageParameters,
        body: ReportMessage,
        response: {
          200: json("The report.", Reported),
          ...problems(
            ...refusals("report"),
            ...badBody,
            "text.too_long",
            "text.empty",
            "text.invalid_characters",
          ),
        },
      },
    },
    (request) => reportMessage(ctx, me(request), request.params.messageId, request.body),
  );

  app.get(
    "/admin/reports",
    {
      schema: {
        operationId: "reports",
        tags: ["administration"],
        summary: "What people report",
        querystring: ReportsQuery,
        response: {
          200: json("A page of reports.", ReportsPage),
          ...problems(...refusals("reports")),
        },
      },
    },
    (request) => listReports(ctx, me(request), request.query),
  );

  app.get(
    "/admin/reports/export",
    {
      schema: {
        operationId: "exportReports",
        tags: ["administration"],
        summary: "What people report, as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportReportsQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportReports")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportReports(ctx, me(request), request.query);
      return sendCsv(reply, `reports-${dayOf(now())}`, columns, pages);
    },
  );

  app.post(
    "/admin/reports/:reportId/resolve",
    {
      schema: {
        operationId: "resolveReport",
        tags: ["administration"],
        summary: "Resolve a report",
        description:
          "And all open ones of the same message. `deleted` takes the message away for everybody. One that is resolved stays as it is.",
        params: ReportParameters,
        body: ResolveReport,
        response: {
          204: nothing("It is resolved."),
          ...problems(...refusals("resolveReport"), ...badBody, "report.not_found"),
        },
      },
    },
    async (request, reply) => {
      const { reportId } = request.params;
      await resolveReport(ctx, me(request), reportId, request.body.resolution);
      return reply.code(204).send(null);
    },
  );
}

const columns: Columns<NamedReport> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  reporter: ({ reporter }) => reporter,
  reporterId: ({ reporterId }) => reporterId,
  author: ({ author }) => author,
  authorId: ({ authorId }) => authorId,
  messageId: ({ messageId }) => messageId,
  roomId: ({ roomId }) => roomId,
  reason: ({ reason }) => reason,
  note: ({ note }) => note,
  body: ({ body }) => body,
  resolution: ({ resolution }) => resolution,
  resolvedAt: ({ resolvedAt }) => resolvedAt,
  resolvedBy: ({ resolvedBy }) => resolvedBy,
};
