import { InviteMembers, MembersPage, PageQuery, PatchMember } from "@roost/protocol/http.ts";
import { Member } from "@roost/protocol/member.ts";
import { MyRoom } from "@roost/protocol/my-room.ts";
import { User } from "@roost/protocol/user.ts";
import Type from "typebox";
import { inviteMembers } from "../../rooms/invite.ts";
import { joinRoom } from "../../rooms/join.ts";
import { leaveRoom } from "../../rooms/leave.ts";
import { listMembers } from "../../rooms/members.ts";
import { removeMember } from "../../rooms/remove.ts";
import { setRole } from "../../rooms/set-role.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { MemberParameters, RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["members"];

const Invited = Type.Object({ members: Type.Array(Member), users: Type.Array(User) });

export function memberRoutes(app: App, { ctx }: RouteParts): void {
  app.post(
    "/rooms/:roomId/join",
    {
      schema: {
        operationId: "joinRoom",
        tags,
        summary: "Join a public room",
        params: RoomParameters,
        response: {
          200: json("The room, now mine.", MyRoom),
          ...problems(
            ...refusals("joinRoom"),
            "auth.origin_forbidden",
            "room.already_member",
            "room.archived",
            "room.full",
          ),
        },
      },
    },
    (request) => joinRoom(ctx, me(request), request.params.roomId),
  );

  app.post(
    "/rooms/:roomId/leave",
    {
      schema: {
        operationId: "leaveRoom",
        tags,
        summary: "Leave a room",
        params: RoomParameters,
        response: {
          204: nothing("I am no longer a member."),
          ...problems(...refusals("leaveRoom"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await leaveRoom(ctx, me(request), request.params.roomId);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/rooms/:roomId/members",
    {
      schema: {
        operationId: "members",
        tags,
        summary: "The members of a room of mine",
        description: "Owners first, then moderators, then all others, each by display name.",
        params: RoomParameters,
        querystring: PageQuery,
        response: {
          200: json("A page of members.", MembersPage),
          ...problems(...refusals("members"), "text.invalid_characters"),
        },
      },
    },
    (request) => listMembers(ctx, me(request), request.params.roomId, request.query),
  );

  app.post(
    "/rooms/:roomId/members",
    {
      schema: {
        operationId: "invite",
        tags,
        summary: "Bring people into a room of mine",
        description: "People who are members already are passed over.",
        params: RoomParameters,
        body: InviteMembers,
        response: {
          200: json("The new members.", Invited),
          ...problems(
            ...refusals("invite"),
            ...badBody,
            "room.archived",
            "room.full",
            "user.not_found",
            "invite.refused",
            "me.silenced",
          ),
        },
      },
    },
    (request) => inviteMembers(ctx, me(request), request.params.roomId, request.body.userIds),
  );

  app.patch(
    "/rooms/:roomId/members/:userId",
    {
      schema: {
        operationId: "setRole",
        tags,
        summary: "Give a member another role in a room",
        description:
          "There may be several owners. The last one stays one until somebody else is made an owner.",
        params: MemberParameters,
        body: PatchMember,
        response: {
          200: json("The member as they are now.", Member),
          ...problems(...refusals("setRole"), ...badBody, "room.last_owner", "user.not_found"),
        },
      },
    },
    (request) => {
      const { roomId, userId } = request.params;
      return setRole(ctx, me(request), roomId, userId, request.body.role);
    },
  );

  app.delete(
    "/rooms/:roomId/members/:userId",
    {
      schema: {
        operationId: "removeMember",
        tags,
        summary: "Remove somebody from a room",
        params: MemberParameters,
        response: {
          204: nothing("The person is no longer a member."),
          ...problems(...refusals("removeMember"), "auth.origin_forbidden", "user.not_found"),
        },
      },
    },
    async (request, reply) => {
      const { roomId, userId } = request.params;
      await removeMember(ctx, me(request), roomId, userId);
      return reply.code(204).send(null);
    },
  );
}
