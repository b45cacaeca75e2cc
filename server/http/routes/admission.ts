import {
  CreatedInvite,
  CreateInvite,
  InvitesPage,
  InvitesQuery,
  RefuseRegistration,
  RegistrationsPage,
  RegistrationsQuery,
} from "@roost/protocol/registration.ts";
import { createInvite } from "../../invites/create.ts";
import { listInvites } from "../../invites/list.ts";
import { revokeInvite } from "../../invites/revoke.ts";
import { approveRegistration, refuseRegistration } from "../../registration/decide.ts";
import { listRegistrations } from "../../registration/list.ts";
import { me } from "../authenticate.ts";
import { publicAddress } from "../public-address.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { InviteParameters, UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** Whom this server lets in: links that invite, and those who ask. */
export function admissionRoutes(app: App, parts: RouteParts): void {
  inviteRoutes(app, parts);
  requestRoutes(app, parts);
}

function inviteRoutes(app: App, { ctx, config, now }: RouteParts): void {
  app.get(
    "/admin/invites",
    {
      schema: {
        operationId: "invites",
        tags,
        summary: "The links with which people sign up",
        querystring: InvitesQuery,
        response: {
          200: json("A page of invitations.", InvitesPage),
          ...problems(...refusals("invites")),
        },
      },
    },
    (request) => listInvites(ctx, me(request), request.query, now()),
  );

  app.post(
    "/admin/invites",
    {
      schema: {
        operationId: "createInvite",
        tags,
        summary: "Make a link with which people sign up",
        body: CreateInvite,
        response: {
          200: json("The link.", CreatedInvite),
          ...problems(...refusals("createInvite"), ...badBody, "room.not_found", "invite.too_many"),
        },
      },
    },
    (request) =>
      createInvite(ctx, me(request), request.body, publicAddress(request, config), now()),
  );

  app.delete(
    "/admin/invites/:inviteId",
    {
      schema: {
        operationId: "revokeInvite",
        tags,
        summary: "Have a link let nobody in any more",
        description: "Who came by it stays.",
        params: InviteParameters,
        response: {
          204: nothing("It is revoked."),
          ...problems(...refusals("revokeInvite"), "auth.origin_forbidden", "invite.not_found"),
        },
      },
    },
    async (request, reply) => {
      await revokeInvite(ctx, me(request), request.params.inviteId, now());
      return reply.code(204).send(null);
    },
  );
}

function requestRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/registrations",
    {
      schema: {
        operationId: "registrations",
        tags,
        summary: "Those who asked to be let in",
        querystring: RegistrationsQuery,
        response: {
          200: json("A page of them.", RegistrationsPage),
          ...problems(...refusals("registrations")),
        },
      },
    },
    (request) => listRegistrations(ctx, me(request), request.query),
  );

  app.put(
    "/admin/registrations/:userId/approval",
    {
      schema: {
        operationId: "approveRegistration",
        tags,
        summary: "Let somebody in",
        description: "At once, also after a refusal. They are told by a mail.",
        params: UserParameters,
        response: {
          204: nothing("They are in."),
          ...problems(
            ...refusals("approveRegistration"),
            "auth.origin_forbidden",
            "user.not_found",
            "registration.not_found",
          ),
        },
      },
    },
    async (request, reply) => {
      await approveRegistration(ctx, me(request), request.params.userId, now());
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/admin/registrations/:userId/refusal",
    {
      schema: {
        operationId: "refuseRegistration",
        tags,
        summary: "Do not let somebody in",
        description: "They are told by a mail, and where they wait.",
        params: UserParameters,
        body: RefuseRegistration,
        response: {
          204: nothing("They stay outside."),
          ...problems(
            ...refusals("refuseRegistration"),
            ...badBody,
            "user.not_found",
            "registration.not_found",
            "registration.approved",
            "text.too_long",
          ),
        },
      },
    },
    async (request, reply) => {
      const { reason = null } = request.body;
      await refuseRegistration(ctx, me(request), request.params.userId, reason, now());
      return reply.code(204).send(null);
    },
  );
}
