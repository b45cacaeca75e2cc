import {
  ChangedMessages,
  ChangeFoundMessages,
  ChangeMessages,
  ChangingMessages,
  ExportMessagesQuery,
  ManagedMessageDetails,
  ManagedMessagesPage,
  ManagedMessagesQuery,
  OpenedMessages,
  OpenMessages,
} from "@roost/protocol/managed-messages.ts";
import { changeMessages } from "../../managed-messages/change.ts";
import { changeFoundMessages } from "../../managed-messages/change-found.ts";
import { getManagedMessage } from "../../managed-messages/details.ts";
import {
  exportMessages,
  listManagedMessages,
  type NamedMessage,
} from "../../managed-messages/list.ts";
import { openMessages } from "../../managed-messages/open.ts";
import { me } from "../authenticate.ts";
import { type Columns, dayOf, sendCsv } from "../exported.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, json, problems, refusals } from "./answers.ts";
import { MessageParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];
const ofRoom = ["room.not_found", "room.not_opened"] as const;

/** What those who look after what is written on a server do with it. */
export function managedMessageRoutes(app: App, parts: RouteParts): void {
  listRoutes(app, parts);
  changeRoutes(app, parts);
}

function listRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/admin/messages",
    {
      schema: {
        operationId: "anyMessages",
        tags,
        summary: "The messages of this server",
        description:
          "Of all public rooms, or of one room, deleted ones too. Each page looks at some thousand messages at most: where few of them are what is looked for, `searchedUntil` says how far it came.",
        querystring: ManagedMessagesQuery,
        response: {
          200: json("A page of messages.", ManagedMessagesPage),
          ...problems(...refusals("anyMessages"), ...ofRoom),
        },
      },
    },
    (request) => listManagedMessages(ctx, me(request), request.query, now()),
  );

  app.get(
    "/admin/messages/export",
    {
      schema: {
        operationId: "exportMessages",
        tags,
        summary: "The messages of this server as a file",
        description: "All that the list has, in its order, as CSV.",
        querystring: ExportMessagesQuery,
        response: {
          200: bytes("The table.", ["text/csv"]),
          ...problems(...refusals("exportMessages"), ...ofRoom),
        },
      },
    },
    async (request, reply) => {
      const pages = await exportMessages(ctx, me(request), request.query, now());
      return sendCsv(reply, `messages-${dayOf(now())}`, columns, pages);
    },
  );

  app.get(
    "/admin/messages/:messageId",
    {
      schema: {
        operationId: "anyMessage",
        tags,
        summary: "A message with what stands around it",
        description: "Ten messages on each side, and what it said before it was edited.",
        params: MessageParameters,
        response: {
          200: json("The message.", ManagedMessageDetails),
          ...problems(...refusals("anyMessage"), "message.not_found", "room.not_opened"),
        },
      },
    },
    (request) => getManagedMessage(ctx, me(request), request.params.messageId, now()),
  );
}

const columns: Columns<NamedMessage> = {
  id: ({ id }) => id,
  room: ({ room }) => room.name,
  roomId: ({ room }) => room.id,
  author: ({ author }) => author,
  authorId: ({ authorId }) => authorId,
  createdAt: ({ createdAt }) => createdAt,
  editedAt: ({ editedAt }) => editedAt,
  deletedAt: ({ deletedAt }) => deletedAt,
  deletedBy: ({ deletedBy }) => deletedBy,
  restorableUntil: ({ restorableUntil }) => restorableUntil,
  reports: ({ reports }) => reports,
  text: ({ body }) => body,
  forwarded: ({ forwarded }) => forwarded?.body,
};

function changeRoutes(app: App, { ctx, now }: RouteParts): void {
  app.post(
    "/admin/messages/changes",
    {
      schema: {
        operationId: "changeMessages",
        tags,
        summary: "Delete messages, or bring them back",
        description:
          "Each as if it were asked for alone: what keeps one of them from it keeps no other. A message comes back without the reactions and the pin that it had; of what was deleted too long ago, nothing is kept (`message.not_kept`).",
        body: ChangeMessages,
        response: {
          200: json("What became of each.", ChangedMessages),
          ...problems(...refusals("changeMessages"), ...badBody),
        },
      },
    },
    (request) => changeMessages(ctx, me(request), request.body, now()),
  );

  app.post(
    "/admin/messages/found-changes",
    {
      schema: {
        operationId: "changeFoundMessages",
        tags,
        summary: "Delete all messages that are found, or bring them back",
        description:
          "A job does it, which may take a while; what it has done stays done where it is cancelled. It takes something that says which messages.",
        body: ChangeFoundMessages,
        response: {
          202: json("The job.", ChangingMessages),
          ...problems(...refusals("changeFoundMessages"), ...badBody, ...ofRoom),
        },
      },
    },
    async (request, reply) => {
      const job = await changeFoundMessages(ctx, me(request), request.body, now());
      return reply.code(202).send(job);
    },
  );

  app.post(
    "/admin/messages/openings",
    {
      schema: {
        operationId: "openMessages",
        tags,
        summary: "Open a private room or a direct, to read it",
        description:
          "For an hour, for a reason, which the audit log keeps. Where the settings say so, the room tells its members who opened it.",
        body: OpenMessages,
        response: {
          200: json("Which room it is.", OpenedMessages),
          ...problems(
            ...refusals("openMessages"),
            ...badBody,
            ...(["room.not_found", "room.wrong_kind"] as const),
            ...(["text.empty", "text.too_long"] as const),
          ),
        },
      },
    },
    (request) => openMessages(ctx, me(request), request.body, now()),
  );
}
