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
import { markRead } from "../../reads/mark.ts";
import { changesSince } from "../../rooms/changes.ts";
import { createRoom } from "../../rooms/create.ts";
import { findRooms, getRoom, listMyRooms } from "../../rooms/reader.ts";
import { updateRoom } from "../../rooms/update.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, signedOut } from "./answers.ts";
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
        response: { 200: json("All rooms of mine.", MyRooms), ...problems(...signedOut) },
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
        querystring: PageQuery,
        response: {
          200: json("A page of public rooms.", FoundRoomsPage),
          ...problems(...signedOut, "text.invalid_characters"),
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
          ...problems(...signedOut, ...badBody, "text.empty", "text.too_long"),
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
          ...problems(...signedOut, "room.not_found"),
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
        summary: "Change a room's name or topic",
        params: RoomParameters,
        body: PatchRoom,
        response: {
          200: json("The room as it is now.", MyRoom),
          ...problems(
            ...signedOut,
            ...badBody,
            "room.not_found",
            "room.forbidden",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    (request) => updateRoom(ctx, me(request), request.params.roomId, request.body),
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
          ...problems(...signedOut, "room.not_found"),
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
          ...problems(...signedOut, ...badBody, "room.not_found"),
        },
      },
    },
    (request) => markRead(ctx, me(request), request.params.roomId, request.body.number),
  );
}
