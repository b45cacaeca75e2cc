import { ExportInvitesQuery, ExportRegistrationsQuery } from "@roost/protocol/registration.ts";
import { exportInvites, type NamedInvite } from "../../invites/export.ts";
import { exportRegistrations, type NamedRequest } from "../../registration/export.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { bytes, problems, refusals } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];
const description = "All that the list has, in its order, as CSV.";

/** Whom this server lets in, as files. */
export function admissionExportRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/invites/export",
    {
      schema: {
        operationId: "exportInvites",
        tags,
        summary: "The links with which people sign up, as a file",
        description,
        querystring: ExportInvitesQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportInvites")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportInvites(ctx, me(request), request.query, now());
      return sendCsv(reply, `invites-${dayOf(now())}`, ofInvites, pages);
    },
  );

  app.get(
    "/admin/registrations/export",
    {
      schema: {
        operationId: "exportRegistrations",
        tags,
        summary: "Those who asked to be let in, as a file",
        description,
        querystring: ExportRegistrationsQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportRegistrations")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportRegistrations(ctx, me(request), request.query);
      return sendCsv(reply, `registrations-${dayOf(now())}`, ofRequests, pages);
    },
  );
}

const ofInvites: Columns<NamedInvite> = {
  id: ({ id }) => id,
  state: ({ state }) => state,
  createdAt: ({ createdAt }) => createdAt,
  createdBy: ({ maker }) => maker,
  createdById: ({ createdBy }) => createdBy,
  until: ({ until }) => until,
  uses: ({ uses }) => uses,
  maxUses: ({ maxUses }) => maxUses,
  roomIds: ({ roomIds }) => roomIds.join(" "),
};

const ofRequests: Columns<NamedRequest> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  displayName: ({ displayName }) => displayName,
  email: ({ email }) => email,
  isConfirmed: ({ isConfirmed }) => isConfirmed,
  state: ({ state }) => state,
  askedAt: ({ askedAt }) => askedAt,
  decidedAt: ({ decidedAt }) => decidedAt,
  decidedBy: ({ decider }) => decider,
  decidedById: ({ decidedBy }) => decidedBy,
  reason: ({ reason }) => reason,
};
