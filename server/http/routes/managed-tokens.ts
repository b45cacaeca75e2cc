import {
  ExportTokensQuery,
  ManagedTokensPage,
  ManagedTokensQuery,
  RevokedTokens,
  RevokeTokens,
} from "@roost/protocol/managed-tokens.ts";
import { exportTokens, type NamedToken } from "../../managed-tokens/export.ts";
import { listTokens } from "../../managed-tokens/list.ts";
import { revokeToken, revokeTokens } from "../../managed-tokens/revoke.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, nothing, problems, refusals } from "./answers.ts";
import { TokenOfUserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

const columns: Columns<NamedToken> = {
  id: ({ id }) => id,
  user: ({ user }) => user,
  userId: ({ userId }) => userId,
  name: ({ name }) => name,
  hint: ({ hint }) => hint,
  scopes: ({ scopes }) => scopes.join(" "),
  createdAt: ({ createdAt }) => createdAt,
  usedAt: ({ usedAt }) => usedAt,
  usedFrom: ({ usedFrom }) => usedFrom,
  expiresAt: ({ expiresAt }) => expiresAt,
};

/** What those who look after people do with the API tokens that these have made. */
export function managedTokenRoutes(app: App, parts: RouteParts): void {
  const { ctx, now } = parts;
  app.get(
    "/admin/tokens",
    {
      schema: {
        operationId: "allTokens",
        tags,
        summary: "The API tokens of the people of this server",
        description: "Without their secrets. Those of bots are with their bots.",
        querystring: ManagedTokensQuery,
        response: {
          200: json("A page of tokens.", ManagedTokensPage),
          ...problems(...refusals("allTokens")),
        },
      },
    },
    (request) => listTokens(ctx, me(request), request.query, now()),
  );

  app.get(
    "/admin/tokens/export",
    {
      schema: {
        operationId: "exportTokens",
        tags,
        summary: "The API tokens of the people of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportTokensQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportTokens")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportTokens(ctx, me(request), request.query, now());
      return sendCsv(reply, `tokens-${dayOf(now())}`, columns, pages);
    },
  );

  revokeRoutes(app, parts);
}

function revokeRoutes(app: App, { ctx, now }: RouteParts): void {
  app.post(
    "/admin/tokens/revoke",
    {
      schema: {
        operationId: "revokeTokens",
        tags,
        summary: "Revoke several API tokens",
        description:
          "Each as if it were asked for alone; what keeps it from one is said of it. A mail tells their people.",
        body: RevokeTokens,
        response: {
          200: json("What became of each.", RevokedTokens),
          ...problems(...refusals("revokeTokens"), ...badBody),
        },
      },
    },
    (request) => revokeTokens(ctx, me(request), request.body.tokenIds, now()),
  );

  app.delete(
    "/admin/people/:userId/tokens/:tokenId",
    {
      schema: {
        operationId: "revokeToken",
        tags,
        summary: "Revoke an API token of somebody",
        description:
          "Whoever is connected with it is sent away within a second, on all nodes. A mail tells its person.",
        params: TokenOfUserParameters,
        response: {
          204: nothing("It is of no use any more."),
          ...problems(
            ...refusals("revokeToken"),
            ...(["auth.origin_forbidden", "user.not_found", "token.not_found"] as const),
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId, tokenId } = request.params;
      await revokeToken(ctx, me(request), userId, tokenId, now());
      return reply.code(204).send(null);
    },
  );
}
