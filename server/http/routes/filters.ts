import {
  ExportFiltersQuery,
  Filter,
  FiltersPage,
  FiltersQuery,
  MakeFilter,
  PatchFilter,
  TriedText,
  TryText,
} from "@roost/protocol/filters.ts";
import { exportFilters, type NamedFilter } from "../../filters/export.ts";
import { listFilters } from "../../filters/list.ts";
import { changeFilter, deleteFilter, makeFilter } from "../../filters/make.ts";
import { tryFilters } from "../../filters/try.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, nothing, problems, refusals } from "./answers.ts";
import { FilterParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];
const ofBody = [...badBody, "filter.invalid", "text.too_long"] as const;

/** What may not be said on the server. */
export function filterRoutes(app: App, parts: RouteParts): void {
  const { ctx, now } = parts;
  listRoutes(app, parts);
  tryRoute(app, parts);

  app.post(
    "/admin/filters",
    {
      schema: {
        operationId: "makeFilter",
        tags,
        summary: "Make a filter of words or links",
        description: "It holds at once, on all nodes, for what is written from then on.",
        body: MakeFilter,
        response: {
          201: json("The filter.", Filter),
          ...problems(...refusals("makeFilter"), ...ofBody, "filter.too_many"),
        },
      },
    },
    async (request, reply) => {
      const filter = await makeFilter(ctx, me(request), request.body, now());
      return reply.code(201).send(filter);
    },
  );

  app.patch(
    "/admin/filters/:filterId",
    {
      schema: {
        operationId: "changeFilter",
        tags,
        summary: "Change a filter, or switch it on or off",
        params: FilterParameters,
        body: PatchFilter,
        response: {
          200: json("The filter.", Filter),
          ...problems(
            ...refusals("changeFilter"),
            ...ofBody,
            "filter.not_found",
            "filter.too_many",
          ),
        },
      },
    },
    (request) => changeFilter(ctx, me(request), request.params.filterId, request.body, now()),
  );

  app.delete(
    "/admin/filters/:filterId",
    {
      schema: {
        operationId: "deleteFilter",
        tags,
        summary: "Delete a filter",
        params: FilterParameters,
        response: {
          204: nothing("It is gone."),
          ...problems(...refusals("deleteFilter"), "auth.origin_forbidden", "filter.not_found"),
        },
      },
    },
    async (request, reply) => {
      await deleteFilter(ctx, me(request), request.params.filterId);
      return reply.code(204).send(null);
    },
  );
}

function tryRoute(app: App, { ctx }: RouteParts): void {
  app.post(
    "/admin/filters/try",
    {
      schema: {
        operationId: "tryFilters",
        tags,
        summary: "See what the filters make of a text",
        description: "Of those that are on, for a message of a person. Nothing is stored.",
        body: TryText,
        response: {
          200: json("What would become of it.", TriedText),
          ...problems(...refusals("tryFilters"), ...badBody),
        },
      },
    },
    async (request) => tryFilters(ctx, me(request), request.body.text),
  );
}

function listRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/filters",
    {
      schema: {
        operationId: "filters",
        tags,
        summary: "The filters of words and links",
        querystring: FiltersQuery,
        response: {
          200: json("A page of filters.", FiltersPage),
          ...problems(...refusals("filters")),
        },
      },
    },
    (request) => listFilters(ctx, me(request), request.query),
  );

  app.get(
    "/admin/filters/export",
    {
      schema: {
        operationId: "exportFilters",
        tags,
        summary: "The filters of words and links, as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportFiltersQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportFilters")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportFilters(ctx, me(request), request.query);
      return sendCsv(reply, `filters-${dayOf(now())}`, columns, pages);
    },
  );
}

const columns: Columns<NamedFilter> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  action: ({ action }) => action,
  entries: ({ entries }) => entries.join(" "),
  explanation: ({ explanation }) => explanation,
  isOn: ({ isOn }) => isOn,
  sparesBots: ({ sparesBots }) => sparesBots,
  createdAt: ({ createdAt }) => createdAt,
  createdBy: ({ maker }) => maker,
  createdById: ({ createdBy }) => createdBy,
  changedAt: ({ changedAt }) => changedAt,
};
