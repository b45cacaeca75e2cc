import { Overview, Samples, SamplesQuery } from "@roost/protocol/overview.ts";
import { getOverview, listSamples } from "../../overview/read.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { json, problems, refusals } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** How the server does. */
export function overviewRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/overview",
    {
      schema: {
        operationId: "overview",
        tags,
        summary: "How this server does now",
        description: "Each node says it every few seconds. Latencies are those of the last minute.",
        response: {
          200: json("Its nodes, and all together.", Overview),
          ...problems(...refusals("overview")),
        },
      },
    },
    (request) => getOverview(ctx, me(request), now()),
  );

  app.get(
    "/admin/overview/samples",
    {
      schema: {
        operationId: "overviewSamples",
        tags,
        summary: "How this server did",
        description:
          "In an hour: of people, connections, what waited and the size of the database the most; of messages and of what is usual of latencies the mean; of the slow ones the slowest.",
        querystring: SamplesQuery,
        response: {
          200: json("The minutes of an hour, or the hours of thirty days.", Samples),
          ...problems(...refusals("overviewSamples")),
        },
      },
    },
    (request) => listSamples(ctx, me(request), request.query, now()),
  );
}
