import { Changes } from "@roost/protocol/changes.ts";
import {
  ChangesQuery,
  CreateRoom,
  FoundRoom,
  FoundRoomsPage,
  MarkRead,
  MyRooms,
  PageQuery,
  PatchRoom,
  ReadState,
} from "@roost/protocol/http.ts";
import { MyRoom } from "@roost/protocol/my-room.ts";
import { markReadAndCount } from "../../reads/mark.ts";
import { markUnread } from "../../reads/mark-unread.ts";
import { changesSince } from "../../rooms/changes.ts";
import { createRoom } from "../../rooms/create.ts";
import { deleteRoom } from "../../rooms/delete.ts";
import { findRooms, getRoom, listMyRooms } from "../../rooms/reader.ts";
import { updateRoom } from "../../rooms/update.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["rooms"];

export function roomRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/rooms",
    {
      schema: {
        operationId: "rooms",
        tags,
        summary: "My rooms",
        description: "The room with the newest message first, each with my unread count.",
        response: { 200: json("All rooms of mine.", MyRooms), ...problems(...refusals("rooms")) },
      },
    },
    (request) => listMyRooms(ctx, me(request)),
  );

  app.get(
    "/rooms/search",
    {
      schema: {
        operationId: "findRooms",
        tags,
        summary: "Public rooms by name",
        description:
          "Those that are not archived, in the order of their names. `query` finds rooms by a part of their name, or by the beginnings of its words, without case and accents.",
        querystring: PageQuery,
        response: {
          200: json("A page of public rooms.", FoundRoomsPage),
          ...problems(...refusals("findRooms"), "text.invalid_characters"),
        },
      },
    },
    (request) => findRooms(ctx, me(request), request.query),
  );

  app.post(
    "/rooms",
    {
      schema: {
        operationId: "createRoom",
        tags,
        summary: "Make a room",
        description: "Whoever makes a room owns it and is its first member.",
        body: CreateRoom,
        response: {
          201: json("The new room.", MyRoom),
          ...problems(
            ...refusals("createRoom"),
            ...badBody,
            "room.too_many",
            "me.silenced",
            "text.empty",
            "text.too_long",
            "filter.refused",
          ),
        },
      },
    },
    async (request, reply) => {
      const room = await createRoom(ctx, me(request), request.body);
      return reply.code(201).send(room);
    },
  );

  app.get(
    "/rooms/:roomId",
    {
      schema: {
        operationId: "getRoom",
        tags,
        summary: "A room",
        description: "A public room, or one of mine.",
        params: RoomParameters,
        response: {
          200: json("The room.", FoundRoom),
          ...problems(...refusals("getRoom")),
        },
      },
    },
    (request) => getRoom(ctx, me(request), request.params.roomId),
  );

  app.patch(
    "/rooms/:roomId",
    {
      schema: {
        operationId: "updateRoom",
        tags,
        summary: "Change a room's name or topic, archive or restore it",
        description:
          "For owners and moderators. An archived room is there to be read: nobody writes or edits in it or comes into it until it is restored.",
        params: RoomParameters,
        body: PatchRoom,
        response: {
          200: json("The room as it is now.", MyRoom),
          ...problems(
            ...refusals("updateRoom"),
            ...badBody,
            "text.empty",
            "text.too_long",
            "filter.refused",
            "me.silenced",
          ),
        },
      },
    },
    (request) => updateRoom(ctx, me(request), request.params.roomId, request.body),
  );

  app.delete(
    "/rooms/:roomId",
    {
      schema: {
        operationId: "deleteRoom",
        tags,
        summary: "Delete a room",
        description:
          "For owners. All who are in it are out of it at once, and what was written in it is deleted for good.",
        params: RoomParameters,
        response: {
          204: nothing("The room is gone."),
          ...problems(...refusals("deleteRoom"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await deleteRoom(ctx, me(request), request.params.roomId);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/rooms/:roomId/changes",
    {
      schema: {
        operationId: "changes",
        tags,
        summary: "What changed in a room since a version",
        description: "The present state of every row that is newer than the version `since`.",
        params: RoomParameters,
        querystring: ChangesQuery,
        response: {
          200: json("The changes; `more` says that there are later ones.", Changes),
          ...problems(...refusals("changes")),
        },
      },
    },
    (request) => changesSince(ctx, me(request), request.params.roomId, request.query.since),
  );

  app.post(
    "/rooms/:roomId/read",
    {
      schema: {
        operationId: "markRead",
        tags,
        summary: "Say that I have read up to a message",
        description: "Positions merge by maximum: a lower number than before changes nothing.",
        params: RoomParameters,
        body: MarkRead,
        response: {
          200: json("My position, and what is still unread.", ReadState),
          ...problems(...refusals("markRead"), ...badBody),
        },
      },
    },
    (request) => markReadAndCount(ctx, me(request), request.params.roomId, request.body.number),
  );

  app.post(
    "/rooms/:roomId/unread",
    {
      schema: {
        operationId: "markUnread",
        tags,
        summary: "Say that I have not read a message, and all behind it",
        description: "Where I have not read that far, nothing changes.",
        params: RoomParameters,
        body: MarkRead,
        response: {
          200: json("My position, and what is unread.", ReadState),
          ...problems(...refusals("markUnread"), ...badBody),
        },
      },
    },
    (request) => markUnread(ctx, me(request), request.params.roomId, request.body.number),
  );
}
