import {
  ExportEmojiQuery,
  ManagedEmojiPage,
  ManagedEmojiQuery,
} from "@roost/protocol/managed-emoji.ts";
import { exportEmoji, type NamedEmoji } from "../../emoji/export.ts";
import { listManagedEmoji } from "../../emoji/managed-list.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { bytes, json, problems, refusals } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

const columns: Columns<NamedEmoji> = {
  name: ({ name }) => name,
  addedBy: ({ adder }) => adder,
  addedById: ({ addedBy }) => addedBy,
  addedAt: ({ addedAt }) => addedAt,
  mediaType: ({ mediaType }) => mediaType,
  width: ({ width }) => width,
  height: ({ height }) => height,
  image: ({ image }) => image,
};

/** The emoji of the server, to those who look after them. */
export function managedEmojiRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/emoji",
    {
      schema: {
        operationId: "allEmoji",
        tags,
        summary: "The emoji of this server, page by page",
        querystring: ManagedEmojiQuery,
        response: {
          200: json("A page of emoji.", ManagedEmojiPage),
          ...problems(...refusals("allEmoji")),
        },
      },
    },
    (request) => listManagedEmoji(ctx, me(request), request.query),
  );

  app.get(
    "/admin/emoji/export",
    {
      schema: {
        operationId: "exportEmoji",
        tags,
        summary: "The emoji of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportEmojiQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportEmoji")),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportEmoji(ctx, me(request), request.query);
      return sendCsv(reply, `emoji-${dayOf(now())}`, columns, pages);
    },
  );
}
