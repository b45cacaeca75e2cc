import { ExportJobsQuery, JobsPage, JobsQuery } from "@roost/protocol/jobs.ts";
import { exportJobs, type NamedJob } from "../../jobs/export.ts";
import { listJobs } from "../../jobs/list.ts";
import { cancelJob, retryJob } from "../../jobs/steer.ts";
import { works } from "../../jobs/works.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { bytes, json, nothing, problems, refusals } from "./answers.ts";
import { JobParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];
const ofOne = ["auth.origin_forbidden", "job.not_found", "job.wrong_state"] as const;

const columns: Columns<NamedJob> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  user: ({ user }) => user,
  userId: ({ userId }) => userId,
  state: ({ state }) => state,
  done: ({ done }) => done,
  total: ({ total }) => total,
  attempts: ({ attempts }) => attempts,
  failure: ({ failure }) => failure,
  createdAt: ({ createdAt }) => createdAt,
  endedAt: ({ endedAt }) => endedAt,
};

/** What those who look after the long work of a server do with it. */
export function jobRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/jobs",
    {
      schema: {
        operationId: "jobs",
        tags,
        summary: "The jobs of this server",
        description:
          "Long work, the newest first: what is to be done, what is done, and what was given up.",
        querystring: JobsQuery,
        response: { 200: json("A page of jobs.", JobsPage), ...problems(...refusals("jobs")) },
      },
    },
    (request) => listJobs(ctx, me(request), request.query),
  );

  app.get(
    "/admin/jobs/export",
    {
      schema: {
        operationId: "exportJobs",
        tags,
        summary: "The jobs of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportJobsQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportJobs")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportJobs(ctx, me(request), request.query);
      return sendCsv(reply, `jobs-${dayOf(now())}`, columns, pages);
    },
  );

  app.post(
    "/admin/jobs/:jobId/cancel",
    {
      schema: {
        operationId: "cancelJob",
        tags,
        summary: "Cancel a job",
        description: "It ends where it stands, and what it has made by then is taken away.",
        params: JobParameters,
        response: {
          204: nothing("It goes on no more."),
          ...problems(...refusals("cancelJob"), ...ofOne),
        },
      },
    },
    async (request, reply) => {
      await cancelJob(ctx, works, me(request), request.params.jobId, now());
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/admin/jobs/:jobId/retry",
    {
      schema: {
        operationId: "retryJob",
        tags,
        summary: "Have a job go on that was given up",
        params: JobParameters,
        response: {
          204: nothing("It goes on where it stood."),
          ...problems(...refusals("retryJob"), ...ofOne),
        },
      },
    },
    async (request, reply) => {
      await retryJob(ctx, me(request), request.params.jobId, now());
      return reply.code(204).send(null);
    },
  );
}
