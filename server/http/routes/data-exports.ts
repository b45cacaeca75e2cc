import { AskForData, DataArchiveQuery, DataExport, DataLink } from "@roost/protocol/data-export.ts";
import { streamArchive } from "../../data-exports/archive.ts";
import type { limitAttempts } from "../attempt-limit.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, outside, problems } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];

/** What is refused to who does not give the password, and has not signed in a moment ago. */
const asPresent = [
  ...badBody,
  ...outside,
  "auth.required",
  "auth.sign_in_again",
  "auth.invalid_credentials",
  "request.rate_limited",
] as const;

type Parts = Pick<RouteParts, "accounts" | "ctx" | "dataExports">;

/** @param onRequest Counts attempts with those to sign in. */
export function dataExportRoutes(
  app: App,
  parts: Parts,
  onRequest: ReturnType<typeof limitAttempts>,
): void {
  const { accounts, dataExports } = parts;
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.get(
    "/data",
    {
      schema: {
        operationId: "dataExport",
        tags,
        summary: "How far the download of all that is mine is",
        response: {
          200: json("As it stands.", DataExport),
          ...problems("auth.required", ...outside),
        },
      },
    },
    async (request) => dataExports.status(await accounts.changer(headersOf(request))),
  );

  app.post(
    "/data",
    {
      onRequest,
      schema: {
        operationId: "askForData",
        tags,
        summary: "Have all that is mine put together",
        description:
          "Once in a while, as the server says (`DATA_EVERY_HOURS`). It goes on whoever looks; a mail tells me when it is ready. What was put together before goes.",
        body: AskForData,
        response: {
          200: json("It is under way.", DataExport),
          ...problems(...asPresent, "data.too_soon"),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      await dataExports.ask(me, request.body.currentPassword);
      return dataExports.status(me);
    },
  );

  app.post(
    "/data/cancel",
    {
      schema: {
        operationId: "cancelData",
        tags,
        summary: "Have it put together no longer",
        response: {
          200: json("Where it was under way, it is no longer.", DataExport),
          ...problems("auth.origin_forbidden", "auth.required", ...outside),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      await dataExports.cancel(me);
      return dataExports.status(me);
    },
  );

  app.post(
    "/data/link",
    {
      onRequest,
      schema: {
        operationId: "dataLink",
        tags,
        summary: "What downloads all that is mine",
        body: AskForData,
        response: {
          200: json("Good for ten minutes, for me alone.", DataLink),
          ...problems(...asPresent, "data.not_ready"),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      return dataExports.link(me, request.body.currentPassword);
    },
  );

  archiveRoute(app, parts);
}

function archiveRoute(app: App, { accounts, ctx, dataExports }: Parts): void {
  const { headersOf } = sessionHeaders(accounts.cookies);
  app.get(
    "/data/archive",
    {
      schema: {
        operationId: "dataArchive",
        tags,
        summary: "Download all that is mine",
        description: "A ZIP archive of JSON, at the address that `dataLink` has given.",
        querystring: DataArchiveQuery,
        response: {
          200: bytes("The archive.", ["application/zip"]),
          ...problems("auth.required", "auth.link_invalid", ...outside),
        },
      },
    },
    async (request, reply) => {
      const me = await accounts.changer(headersOf(request));
      const found = await dataExports.open(me, request.query.link);
      const day = found.readyAt.toISOString().slice(0, 10);
      return reply
        .header("cache-control", "no-store")
        .header(
          "content-disposition",
          `attachment; filename="roost-data-${me.username}-${day}.zip"`,
        )
        .type("application/zip")
        .send(await streamArchive(ctx.database.db, found));
    },
  );
}
