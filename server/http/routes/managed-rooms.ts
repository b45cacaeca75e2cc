import { MembersPage, PageQuery, PatchMember } from "@roost/protocol/http.ts";
import {
  AddMembers,
  ChangeRoom,
  ExportRoomsQuery,
  MakeRoom,
  type ManagedRoom,
  ManagedRoomDetails,
  ManagedRoomsPage,
  ManagedRoomsQuery,
  RoomCounts,
} from "@roost/protocol/managed-rooms.ts";
import { changeManagedRoom } from "../../managed-rooms/change.ts";
import { countRooms, getManagedRoom } from "../../managed-rooms/details.ts";
import { exportRooms } from "../../managed-rooms/export.ts";
import { listManagedRooms } from "../../managed-rooms/list.ts";
import { makeRoom } from "../../managed-rooms/make.ts";
import { addMembers, removeAnyMember, setAnyRole } from "../../managed-rooms/members.ts";
import { deleteRoom } from "../../rooms/delete.ts";
import { listMembers } from "../../rooms/members.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, nothing, problems, refusals } from "./answers.ts";
import { MemberParameters, RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** What those who look after a server do with its rooms. */
export function managedRoomRoutes(app: App, parts: RouteParts): void {
  listRoutes(app, parts);
  roomRoutes(app, parts);
  memberRoutes(app, parts);
}

function listRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/rooms",
    {
      schema: {
        operationId: "allRooms",
        tags,
        summary: "The rooms of this server",
        description: "Public and private ones, and no directs.",
        querystring: ManagedRoomsQuery,
        response: {
          200: json("A page of rooms.", ManagedRoomsPage),
          ...problems(...refusals("allRooms")),
        },
      },
    },
    (request) => listManagedRooms(ctx, me(request), request.query),
  );

  app.get(
    "/admin/rooms/counts",
    {
      schema: {
        operationId: "roomCounts",
        tags,
        summary: "How many rooms there are",
        response: {
          200: json("By kind.", RoomCounts),
          ...problems(...refusals("roomCounts")),
        },
      },
    },
    (request) => countRooms(ctx, me(request)),
  );

  app.get(
    "/admin/rooms/export",
    {
      schema: {
        operationId: "exportRooms",
        tags,
        summary: "The rooms of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportRoomsQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportRooms")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportRooms(ctx, me(request), request.query);
      return sendCsv(reply, `rooms-${dayOf(now())}`, columns, pages);
    },
  );
}

const columns: Columns<ManagedRoom> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  topic: ({ topic }) => topic,
  members: ({ memberCount }) => memberCount,
  messages: ({ messageCount }) => messageCount,
  createdAt: ({ createdAt }) => createdAt,
  lastMessageAt: ({ lastMessageAt }) => lastMessageAt,
  archivedAt: ({ archivedAt }) => archivedAt,
  keptDays: ({ keptDays }) => keptDays,
  owners: ({ owners }) => owners.map(({ username }) => username).join(" "),
};

function roomRoutes(app: App, { ctx }: RouteParts): void {
  app.post(
    "/admin/rooms",
    {
      schema: {
        operationId: "makeRoom",
        tags,
        summary: "Make a room for somebody",
        description: "Its owner is its first member. It counts among nobody's own rooms.",
        body: MakeRoom,
        response: {
          201: json("The room.", ManagedRoomDetails),
          ...problems(
            ...refusals("makeRoom"),
            ...badBody,
            "user.not_found",
            "text.empty",
            "text.too_long",
            "filter.refused",
          ),
        },
      },
    },
    async (request, reply) => {
      const actor = me(request);
      const roomId = await makeRoom(ctx, actor, request.body);
      return reply.code(201).send(await getManagedRoom(ctx, actor, roomId));
    },
  );

  app.get(
    "/admin/rooms/:roomId",
    {
      schema: {
        operationId: "anyRoom",
        tags,
        summary: "A room, whoever is in it",
        params: RoomParameters,
        response: {
          200: json("What lists have of it, and more.", ManagedRoomDetails),
          ...problems(...refusals("anyRoom")),
        },
      },
    },
    (request) => getManagedRoom(ctx, me(request), request.params.roomId),
  );

  app.patch(
    "/admin/rooms/:roomId",
    {
      schema: {
        operationId: "changeRoom",
        tags,
        summary: "Change a room, whoever is in it",
        description:
          "Its name and topic, who finds it, who writes in it; archive or restore it. A private room is opened to everybody by somebody who is in it.",
        params: RoomParameters,
        body: ChangeRoom,
        response: {
          200: json("The room as it is now.", ManagedRoomDetails),
          ...problems(
            ...refusals("changeRoom"),
            ...badBody,
            "room.not_inside",
            "text.empty",
            "text.too_long",
            "filter.refused",
          ),
        },
      },
    },
    async (request) => {
      const actor = me(request);
      const { roomId } = request.params;
      await changeManagedRoom(ctx, actor, roomId, request.body);
      return getManagedRoom(ctx, actor, roomId);
    },
  );

  app.delete(
    "/admin/rooms/:roomId",
    {
      schema: {
        operationId: "deleteAnyRoom",
        tags,
        summary: "Delete a room with all that was written in it",
        description: "Nothing brings it back.",
        params: RoomParameters,
        response: {
          204: nothing("It is gone."),
          ...problems(...refusals("deleteAnyRoom"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await deleteRoom(ctx, me(request), request.params.roomId, "deleteAnyRoom");
      return reply.code(204).send(null);
    },
  );
}

function memberRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/admin/rooms/:roomId/members",
    {
      schema: {
        operationId: "anyMembers",
        tags,
        summary: "Who is in a room",
        description: "Owners, moderators, then all, in the order of their names.",
        params: RoomParameters,
        querystring: PageQuery,
        response: {
          200: json("A page of members.", MembersPage),
          ...problems(...refusals("anyMembers"), "text.invalid_characters"),
        },
      },
    },
    (request) => listMembers(ctx, me(request), request.params.roomId, request.query, "anyMembers"),
  );

  app.post(
    "/admin/rooms/:roomId/members",
    {
      schema: {
        operationId: "addMembers",
        tags,
        summary: "Bring people into a room",
        description: "Nobody brings themselves into a private room.",
        params: RoomParameters,
        body: AddMembers,
        response: {
          204: nothing("They are in it."),
          ...problems(
            ...refusals("addMembers"),
            ...badBody,
            "user.not_found",
            "room.archived",
            "room.full",
            "room.not_inside",
          ),
        },
      },
    },
    async (request, reply) => {
      await addMembers(ctx, me(request), request.params.roomId, request.body);
      return reply.code(204).send(null);
    },
  );

  app.patch(
    "/admin/rooms/:roomId/members/:userId",
    {
      schema: {
        operationId: "setAnyRole",
        tags,
        summary: "Give a member of a room another role in it",
        params: MemberParameters,
        body: PatchMember,
        response: {
          204: nothing("It is theirs."),
          ...problems(...refusals("setAnyRole"), ...badBody, "user.not_found", "room.last_owner"),
        },
      },
    },
    async (request, reply) => {
      const { roomId, userId } = request.params;
      await setAnyRole(ctx, me(request), roomId, userId, request.body.role);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/admin/rooms/:roomId/members/:userId",
    {
      schema: {
        operationId: "removeAnyMember",
        tags,
        summary: "Take somebody out of a room",
        params: MemberParameters,
        response: {
          204: nothing("They are out."),
          ...problems(...refusals("removeAnyMember"), "auth.origin_forbidden", "user.not_found"),
        },
      },
    },
    async (request, reply) => {
      const { roomId, userId } = request.params;
      await removeAnyMember(ctx, me(request), roomId, userId);
      return reply.code(204).send(null);
    },
  );
}
