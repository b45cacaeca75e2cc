import { DirectQuery, HideRoom, OpenDirect, OpenedDirect } from "@roost/protocol/http.ts";
import { hideDirect, showDirect } from "../../directs/hide.ts";
import { openDirect } from "../../directs/open.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["directs"];

export function directRoutes(app: App, { ctx }: RouteParts): void {
  app.post(
    "/directs",
    {
      schema: {
        operationId: "openDirect",
        tags,
        summary: "Open the conversation with some people",
        description:
          "There is one for each set of people, for ever: it is made when the first of them opens it. With nobody else, it is my notes.",
        body: OpenDirect,
        querystring: DirectQuery,
        response: {
          200: json("The direct, with its newest messages.", OpenedDirect),
          201: json("The direct. It was made by this.", OpenedDirect),
          ...problems(
            ...refusals("openDirect"),
            ...badBody,
            "user.not_found",
            "direct.blocked",
            "direct.refused",
            "direct.too_many",
          ),
        },
      },
    },
    async (request, reply) => {
      const { userIds } = request.body;
      const { direct, isNew } = await openDirect(ctx, me(request), userIds, request.query);
      return reply.code(isNew ? 201 : 200).send(direct);
    },
  );

  app.put(
    "/rooms/:roomId/hidden",
    {
      schema: {
        operationId: "hideDirect",
        tags,
        summary: "Take a direct out of my list",
        description: "It comes back with the next message, or when I open it.",
        params: RoomParameters,
        body: HideRoom,
        response: {
          204: nothing("It is hidden, on all my devices."),
          ...problems(...refusals("hideDirect"), ...badBody),
        },
      },
    },
    async (request, reply) => {
      await hideDirect(ctx, me(request), request.params.roomId, request.body.number);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/rooms/:roomId/hidden",
    {
      schema: {
        operationId: "showDirect",
        tags,
        summary: "Bring a direct back into my list",
        params: RoomParameters,
        response: {
          204: nothing("It is in my list, on all my devices."),
          ...problems(...refusals("showDirect"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await showDirect(ctx, me(request), request.params.roomId);
      return reply.code(204).send(null);
    },
  );
}
