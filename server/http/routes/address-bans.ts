import {
  AddressBanId,
  AddressBansPage,
  AddressBansQuery,
  BanAddress,
  ExportAddressBansQuery,
} from "@roost/protocol/address-bans.ts";
import Type from "typebox";
import { endBan } from "../../address-bans/end.ts";
import { exportBans, type NamedBan } from "../../address-bans/export.ts";
import { listBans } from "../../address-bans/list.ts";
import { banAddress } from "../../address-bans/make.ts";
import { me } from "../authenticate.ts";
import { proxyAddress } from "../client-address.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, nothing, problems, refusals } from "./answers.ts";
import { BanParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** From where nobody uses the server. */
export function addressBanRoutes(app: App, parts: RouteParts): void {
  const { ctx, now } = parts;
  listRoutes(app, parts);

  app.post(
    "/admin/address-bans",
    {
      schema: {
        operationId: "banAddress",
        tags,
        summary: "Let nobody use this server from a network",
        description:
          "Who is connected from there is out within a second, on all nodes. A network that is banned gets another time and reason.",
        body: BanAddress,
        response: {
          201: json("The ban.", Type.Object({ id: AddressBanId })),
          ...problems(
            ...refusals("banAddress"),
            ...badBody,
            "ban.invalid",
            "ban.own_address",
            "ban.of_server",
            "ban.too_many",
            "text.too_long",
          ),
        },
      },
    },
    async (request, reply) => {
      const id = await banAddress(ctx, me(request), request.body, now(), proxyAddress(request));
      return reply.code(201).send({ id });
    },
  );

  app.delete(
    "/admin/address-bans/:banId",
    {
      schema: {
        operationId: "endBan",
        tags,
        summary: "Let people use this server from a network again",
        params: BanParameters,
        response: {
          204: nothing("It is ended."),
          ...problems(...refusals("endBan"), "auth.origin_forbidden", "ban.not_found"),
        },
      },
    },
    async (request, reply) => {
      await endBan(ctx, me(request), request.params.banId);
      return reply.code(204).send(null);
    },
  );
}

function listRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/address-bans",
    {
      schema: {
        operationId: "addressBans",
        tags,
        summary: "The networks from which nobody uses this server",
        querystring: AddressBansQuery,
        response: {
          200: json("A page of bans.", AddressBansPage),
          ...problems(...refusals("addressBans")),
        },
      },
    },
    (request) => listBans(ctx, me(request), request.query, now()),
  );

  app.get(
    "/admin/address-bans/export",
    {
      schema: {
        operationId: "exportAddressBans",
        tags,
        summary: "The networks from which nobody uses this server, as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportAddressBansQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportAddressBans")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportBans(ctx, me(request), request.query, now());
      return sendCsv(reply, `address-bans-${dayOf(now())}`, columns, pages);
    },
  );
}

const columns: Columns<NamedBan> = {
  id: ({ id }) => id,
  network: ({ network }) => network,
  reason: ({ reason }) => reason,
  until: ({ until }) => until,
  isOver: ({ isOver }) => isOver,
  createdAt: ({ createdAt }) => createdAt,
  createdBy: ({ maker }) => maker,
  createdById: ({ createdBy }) => createdBy,
  person: ({ person }) => person,
  personId: ({ userId }) => userId,
};
