import { ArrangeList } from "@roost/protocol/http.ts";
import { Filed, OwnRow, Section, SectionSort } from "@roost/protocol/own.ts";
import Type from "typebox";
import {
  arrangeList,
  fileRoom,
  muteRoom,
  removeSection,
  setSection,
  sortSection,
} from "../../own/list.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals } from "./answers.ts";
import { AnySectionParameters, RoomParameters, SectionParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["my list of rooms"];
const rowOrNull = Type.Union([OwnRow, Type.Null()]);

export function listRoutes(app: App, { ctx }: RouteParts): void {
  app.put(
    "/rooms/:roomId/muted",
    {
      schema: {
        operationId: "mute",
        tags,
        summary: "Mute a room",
        description: "For me, on all my devices. What is unread in it is counted as before.",
        params: RoomParameters,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("mute"), "me.full"),
        },
      },
    },
    async (request) => (await muteRoom(ctx, me(request), request.params.roomId, true)) as OwnRow,
  );

  app.delete(
    "/rooms/:roomId/muted",
    {
      schema: {
        operationId: "unmute",
        tags,
        summary: "Mute a room no longer",
        description: "Also one that I have left.",
        params: RoomParameters,
        response: {
          200: json("The row of my log; null where it was not muted.", rowOrNull),
          ...problems(...refusals("unmute"), "room.not_found"),
        },
      },
    },
    (request) => muteRoom(ctx, me(request), request.params.roomId, false),
  );

  app.put(
    "/rooms/:roomId/section",
    {
      schema: {
        operationId: "putInSection",
        tags,
        summary: "Put a room into a section of my list",
        description:
          "Into the favourites, or one of mine. Where there is no such section, the room stands where it does by itself.",
        params: RoomParameters,
        body: Filed,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("putInSection"), ...badBody, "me.full"),
        },
      },
    },
    async (request) =>
      (await fileRoom(ctx, me(request), request.params.roomId, request.body)) as OwnRow,
  );

  app.delete(
    "/rooms/:roomId/section",
    {
      schema: {
        operationId: "takeOutOfSection",
        tags,
        summary: "Take a room out of its section",
        description: "Also one that I have left.",
        params: RoomParameters,
        response: {
          200: json("The row of my log; null where it was in none.", rowOrNull),
          ...problems(...refusals("takeOutOfSection"), "room.not_found"),
        },
      },
    },
    (request) => fileRoom(ctx, me(request), request.params.roomId, null),
  );

  app.put(
    "/sections/:sectionId",
    {
      schema: {
        operationId: "setSection",
        tags,
        summary: "Make a section of my list, or give it another name",
        description: "Its id is made by the client.",
        params: SectionParameters,
        body: Section,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(
            ...refusals("setSection"),
            ...badBody,
            "text.empty",
            "text.too_long",
            "me.full",
          ),
        },
      },
    },
    (request) => setSection(ctx, me(request), request.params.sectionId, request.body),
  );

  app.delete(
    "/sections/:sectionId",
    {
      schema: {
        operationId: "removeSection",
        tags,
        summary: "Take a section away",
        description: "Its rooms stand where they do by themselves.",
        params: SectionParameters,
        response: {
          200: json("The row of my log; null where there was none.", rowOrNull),
          ...problems(...refusals("removeSection")),
        },
      },
    },
    (request) => removeSection(ctx, me(request), request.params.sectionId),
  );

  app.put(
    "/sections/:sectionId/sort",
    {
      schema: {
        operationId: "sortSection",
        tags,
        summary: "Sort a section of my list otherwise than the list",
        params: AnySectionParameters,
        body: SectionSort,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("sortSection"), ...badBody, "me.full"),
        },
      },
    },
    (request) => sortSection(ctx, me(request), request.params.sectionId, request.body),
  );

  app.delete(
    "/sections/:sectionId/sort",
    {
      schema: {
        operationId: "unsortSection",
        tags,
        summary: "Have a section sorted as the list",
        params: AnySectionParameters,
        response: {
          200: json("The row of my log; null where it was so already.", rowOrNull),
          ...problems(...refusals("unsortSection")),
        },
      },
    },
    (request) => sortSection(ctx, me(request), request.params.sectionId, null),
  );

  app.patch(
    "/list",
    {
      schema: {
        operationId: "arrangeList",
        tags,
        summary: "Arrange my list of rooms",
        description: "What is not named stays.",
        body: ArrangeList,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("arrangeList"), ...badBody, "me.full"),
        },
      },
    },
    (request) => arrangeList(ctx, me(request), request.body),
  );
}
