import {
  Retention,
  SetRetention,
  TriedRetention,
  TryRetention,
} from "@roost/protocol/retention.ts";
import { getRetention } from "../../retention/read.ts";
import { setRetention } from "../../retention/set.ts";
import { tryRetention } from "../../retention/try.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

export function retentionRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/retention",
    {
      schema: {
        operationId: "retention",
        tags,
        summary: "For how long messages are kept on this server",
        description: "Rooms may have a time of their own (`keptDays` of `allRooms`).",
        response: {
          200: json("Where a room has no own time.", Retention),
          ...problems(...refusals("retention")),
        },
      },
    },
    (request) => getRetention(ctx, me(request)),
  );

  app.post(
    "/admin/retention/trials",
    {
      schema: {
        operationId: "tryRetention",
        tags,
        summary: "See what would go if messages were kept for a time",
        description:
          "Changes nothing. For an hour, whoever has asked this may say the same (`setRetention`, and `messagesKeptDays` of `setServerSettings`).",
        body: TryRetention,
        response: {
          200: json("What would go.", TriedRetention),
          ...problems(...refusals("tryRetention"), ...badBody, "room.not_found"),
        },
      },
    },
    (request) => tryRetention(ctx, me(request), request.body, now()),
  );

  app.put(
    "/admin/rooms/:roomId/retention",
    {
      schema: {
        operationId: "setRetention",
        tags,
        summary: "Say for how long messages are kept in a room",
        description:
          "In place of what the server says. What is too old then is deleted for good with the next run, once a day. A shorter time takes a look at what goes first (`tryRetention`).",
        params: RoomParameters,
        body: SetRetention,
        response: {
          204: nothing("It holds."),
          ...problems(...refusals("setRetention"), ...badBody, "retention.not_tried"),
        },
      },
    },
    async (request, reply) => {
      await setRetention(ctx, me(request), request.params.roomId, request.body, now());
      return reply.code(204).send(null);
    },
  );
}
