import { ScheduledList } from "@roost/protocol/http.ts";
import { OwnRow } from "@roost/protocol/own.ts";
import { PatchScheduled, Schedule } from "@roost/protocol/scheduled.ts";
import { editScheduled, listScheduled, schedule, unschedule } from "../../own/schedule.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals, rowOrNull } from "./answers.ts";
import { RoomParameters, ScheduledParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["my own"];
const refusedTexts = ["text.empty", "text.too_long", "filter.refused"] as const;

export function scheduledRoutes(app: App, { ctx }: RouteParts): void {
  app.post(
    "/rooms/:roomId/scheduled",
    {
      schema: {
        operationId: "schedule",
        tags,
        summary: "Have a message sent at a time",
        description:
          "The server sends it for me, though none of my devices may be there, under its client id. To ask for it again changes it.",
        params: RoomParameters,
        body: Schedule,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(
            ...refusals("schedule"),
            ...badBody,
            ...refusedTexts,
            "scheduled.sending",
            "me.full",
          ),
        },
      },
    },
    (request) => schedule(ctx, me(request), request.params.roomId, request.body),
  );

  app.get(
    "/scheduled",
    {
      schema: {
        operationId: "scheduled",
        tags,
        summary: "What I have written to be sent later",
        description: "Also what was refused when its time had come, with the reason.",
        response: { 200: json("All of it.", ScheduledList), ...problems(...refusals("scheduled")) },
      },
    },
    (request) => listScheduled(ctx, me(request)),
  );

  app.patch(
    "/scheduled/:scheduledId",
    {
      schema: {
        operationId: "editScheduled",
        tags,
        summary: "Change what is sent later, or when",
        description: "What was refused is tried again. A time that is over means at once.",
        params: ScheduledParameters,
        body: PatchScheduled,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(
            ...refusals("editScheduled"),
            ...badBody,
            ...refusedTexts,
            "scheduled.not_found",
            "scheduled.sending",
          ),
        },
      },
    },
    (request) => editScheduled(ctx, me(request), request.params.scheduledId, request.body),
  );

  app.delete(
    "/scheduled/:scheduledId",
    {
      schema: {
        operationId: "unschedule",
        tags,
        summary: "Do not send a message later",
        params: ScheduledParameters,
        response: {
          200: json("The row of my log; null where there was none.", rowOrNull),
          ...problems(...refusals("unschedule"), "scheduled.not_found", "scheduled.sending"),
        },
      },
    },
    (request) => unschedule(ctx, me(request), request.params.scheduledId),
  );
}
