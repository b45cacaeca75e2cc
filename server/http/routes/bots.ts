import { ApiTokens, MadeApiToken, MakeApiToken } from "@roost/protocol/api-tokens.ts";
import { Bot, Bots, BotsQuery, CreateBot, ExportBotsQuery } from "@roost/protocol/bots.ts";
import { createBot } from "../../bots/create.ts";
import { exportBots, type OwnedBot } from "../../bots/export.ts";
import { listBots } from "../../bots/list.ts";
import { createBotToken, listBotTokens, revokeBotToken } from "../../bots/tokens.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, nothing, problems, refusals } from "./answers.ts";
import { TokenOfUserParameters, UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** What those who look after bots do with them. */
export function botRoutes(app: App, parts: RouteParts): void {
  const { ctx, now } = parts;
  app.get(
    "/admin/bots",
    {
      schema: {
        operationId: "bots",
        tags,
        summary: "The bots of this server",
        querystring: BotsQuery,
        response: { 200: json("A page of bots.", Bots), ...problems(...refusals("bots")) },
      },
    },
    (request) => listBots(ctx, me(request), request.query, now()),
  );

  app.get(
    "/admin/bots/export",
    {
      schema: {
        operationId: "exportBots",
        tags,
        summary: "The bots of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportBotsQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportBots")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportBots(ctx, me(request), request.query, now());
      return sendCsv(reply, `bots-${dayOf(now())}`, columns, pages);
    },
  );

  app.post(
    "/admin/bots",
    {
      schema: {
        operationId: "createBot",
        tags,
        summary: "Make a bot",
        description:
          "An account of a program, without a password. It is a member of the server, and in no room until somebody brings it there.",
        body: CreateBot,
        response: {
          201: json("The bot.", Bot),
          ...problems(
            ...refusals("createBot"),
            ...badBody,
            "auth.username_taken",
            "auth.username_reserved",
            "bot.too_many",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    async (request, reply) => {
      const bot = await createBot(ctx, me(request), request.body, now());
      return reply.code(201).send(bot);
    },
  );

  tokenRoutes(app, parts);
}

const columns: Columns<OwnedBot> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  displayName: ({ displayName }) => displayName,
  role: ({ role }) => role,
  owner: ({ owner }) => owner,
  ownerId: ({ ownerId }) => ownerId,
  createdAt: ({ createdAt }) => createdAt,
  usedAt: ({ usedAt }) => usedAt,
  tokens: ({ tokenCount }) => tokenCount,
  suspendedSince: ({ suspension }) => suspension?.since,
  suspendedUntil: ({ suspension }) => suspension?.until,
  suspensionReason: ({ suspension }) => suspension?.reason,
};

function tokenRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/bots/:userId/tokens",
    {
      schema: {
        operationId: "botTokens",
        tags,
        summary: "The API tokens of a bot",
        params: UserParameters,
        response: {
          200: json("All of them, without their secrets.", ApiTokens),
          ...problems(...refusals("botTokens"), "bot.not_found"),
        },
      },
    },
    (request) => listBotTokens(ctx, me(request), request.params.userId),
  );

  app.post(
    "/admin/bots/:userId/tokens",
    {
      schema: {
        operationId: "createBotToken",
        tags,
        summary: "Make an API token of a bot",
        params: UserParameters,
        body: MakeApiToken,
        response: {
          200: json("The token, with its secret.", MadeApiToken),
          ...problems(
            ...refusals("createBotToken"),
            ...badBody,
            "bot.not_found",
            "token.too_many",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    (request) => createBotToken(ctx, me(request), request.params.userId, request.body, now()),
  );

  app.delete(
    "/admin/bots/:userId/tokens/:tokenId",
    {
      schema: {
        operationId: "revokeBotToken",
        tags,
        summary: "Revoke an API token of a bot",
        description: "Whoever is connected with it is sent away within a second, on all nodes.",
        params: TokenOfUserParameters,
        response: {
          204: nothing("It is of no use any more."),
          ...problems(
            ...refusals("revokeBotToken"),
            ...(["auth.origin_forbidden", "bot.not_found", "token.not_found"] as const),
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId, tokenId } = request.params;
      await revokeBotToken(ctx, me(request), userId, tokenId);
      return reply.code(204).send(null);
    },
  );
}
