import { CreateApiToken, MadeApiToken, MyApiTokens } from "@roost/protocol/api-tokens.ts";
import type { FastifyRequest } from "fastify";
import type { TokenOwner } from "../../api-tokens/own.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { ApiTokenParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];

/** What people do with the API tokens of their own account. */
export function apiTokenRoutes(app: App, { accounts: { ownApiTokens } }: RouteParts): void {
  app.get(
    "/me/tokens",
    {
      schema: {
        operationId: "apiTokens",
        tags,
        summary: "My API tokens",
        response: {
          200: json("All of them, without their secrets.", MyApiTokens),
          ...problems(...refusals("apiTokens")),
        },
      },
    },
    (request) => ownApiTokens.list(owner(request)),
  );

  app.post(
    "/me/tokens",
    {
      schema: {
        operationId: "createApiToken",
        tags,
        summary: "Make an API token",
        description: "Tells me by mail.",
        body: CreateApiToken,
        response: {
          200: json("The token, with its secret.", MadeApiToken),
          ...problems(
            ...refusals("createApiToken"),
            ...badBody,
            "auth.sign_in_again",
            "auth.invalid_credentials",
            "token.too_many",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    (request) => ownApiTokens.create(owner(request), request.body),
  );

  app.delete(
    "/me/tokens/:tokenId",
    {
      schema: {
        operationId: "revokeApiToken",
        tags,
        summary: "Revoke an API token of mine",
        description: "Whoever is connected with it is sent away within a second, on all nodes.",
        params: ApiTokenParameters,
        response: {
          204: nothing("It is of no use any more."),
          ...problems(...refusals("revokeApiToken"), "auth.origin_forbidden", "token.not_found"),
        },
      },
    },
    async (request, reply) => {
      await ownApiTokens.revoke(owner(request), request.params.tokenId);
      return reply.code(204).send(null);
    },
  );
}

function owner(request: FastifyRequest): TokenOwner {
  const accepted = request.headers["accept-language"] ?? null;
  return { actor: me(request), sessionId: request.sessionId ?? "", accepted };
}
