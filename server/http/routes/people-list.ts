import {
  type Account,
  AccountDetails,
  AccountsPage,
  AccountsQuery,
  ChangedPeople,
  ChangePeople,
  CreatedPerson,
  CreatePerson,
  ExportAccountsQuery,
} from "@roost/protocol/people.ts";
import { changePeople } from "../../people/change-many.ts";
import { createPerson } from "../../people/create.ts";
import { getAccount } from "../../people/details.ts";
import { exportAccounts } from "../../people/export.ts";
import { listAccounts, showsEmailTo } from "../../people/list.ts";
import { me } from "../authenticate.ts";
import { proxyAddress } from "../client-address.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import { publicAddress } from "../public-address.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, problems, refusals } from "./answers.ts";
import { UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** The accounts of this server: all of them, one, a new one, and what is done to several. */
export function peopleListRoutes(app: App, parts: RouteParts): void {
  const { ctx } = parts;
  app.get(
    "/admin/people",
    {
      schema: {
        operationId: "people",
        tags,
        summary: "The accounts of this server",
        querystring: AccountsQuery,
        response: {
          200: json("A page of accounts.", AccountsPage),
          ...problems(...refusals("people")),
        },
      },
    },
    (request) => listAccounts(ctx, me(request), request.query),
  );

  app.get(
    "/admin/people/:userId",
    {
      schema: {
        operationId: "person",
        tags,
        summary: "An account",
        params: UserParameters,
        response: {
          200: json("What lists have of it, and more.", AccountDetails),
          ...problems(...refusals("person"), "user.not_found"),
        },
      },
    },
    (request) => getAccount(ctx, me(request), request.params.userId),
  );

  exportRoute(app, parts);
  createRoute(app, parts);
  changesRoute(app, parts);
}

function exportRoute(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/people/export",
    {
      schema: {
        operationId: "exportPeople",
        tags,
        summary: "The accounts of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportAccountsQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportPeople")),
        },
      },
    },
    async (request, reply) => {
      const actor = me(request);
      const pages = await exportAccounts(ctx, actor, request.query);
      return sendCsv(reply, `people-${dayOf(now())}`, columnsFor(showsEmailTo(actor)), pages);
    },
  );
}

function columnsFor(showsEmail: boolean): Columns<Account> {
  return {
    id: ({ id }) => id,
    username: ({ username }) => username,
    displayName: ({ displayName }) => displayName,
    ...(showsEmail && { email: ({ email }: Account) => email }),
    role: ({ role }) => role,
    customRole: ({ customRole }) => customRole?.name,
    createdAt: ({ createdAt }) => createdAt,
    activeAt: ({ activeAt }) => activeAt,
    sessionCount: ({ sessionCount }) => sessionCount,
    suspendedSince: ({ suspension }) => suspension?.since,
    suspendedUntil: ({ suspension }) => suspension?.until,
    suspensionReason: ({ suspension }) => suspension?.reason,
  };
}

function createRoute(app: App, { ctx, accounts, config, now }: RouteParts): void {
  app.post(
    "/admin/people",
    {
      schema: {
        operationId: "createPerson",
        tags,
        summary: "Make an account for somebody",
        description:
          "Whatever the registration says. They set its password with the link, which works once, for a day.",
        body: CreatePerson,
        response: {
          200: json("The account, and the link.", CreatedPerson),
          ...problems(
            ...refusals("createPerson"),
            ...badBody,
            "people.owner",
            "people.role_too_high",
            "role.not_found",
            "auth.username_taken",
            "auth.username_reserved",
            "auth.email_taken",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    (request) => {
      const publicUrl = publicAddress(request, config);
      return createPerson(ctx, accounts, me(request), request.body, publicUrl, now());
    },
  );
}

function changesRoute(app: App, { ctx, now }: RouteParts): void {
  app.post(
    "/admin/people/changes",
    {
      schema: {
        operationId: "changePeople",
        tags,
        summary: "Do the same to several people",
        description:
          "To one after the other, as if it were asked for alone: what it takes is said of each, and what keeps it from one keeps it from no other.",
        body: ChangePeople,
        response: {
          200: json("What became of it for each.", ChangedPeople),
          ...problems(...refusals("changePeople"), ...badBody, "text.too_long"),
        },
      },
    },
    (request) => changePeople(ctx, me(request), request.body, now(), proxyAddress(request)),
  );
}
