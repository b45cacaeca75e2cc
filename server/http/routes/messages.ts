import { MessagesPage, MessagesQuery, PatchMessage, PostMessage } from "@roost/protocol/http.ts";
import { Message } from "@roost/protocol/message.ts";
import { getMessage, listMessages } from "../../messages/reader.ts";
import { deleteMessage, editMessage } from "../../messages/rewrite.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, signedOut } from "./answers.ts";
import { MessageParameters, RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["messages"];

export function messageRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/rooms/:roomId/messages",
    {
      schema: {
        operationId: "messages",
        tags,
        summary: "A page of a room's messages",
        description:
          "The newest page; or, with `before` or `after` a number, the page that ends or begins there.",
        params: RoomParameters,
        querystring: MessagesQuery,
        response: {
          200: json("Messages in the order of their numbers.", MessagesPage),
          ...problems(...signedOut, "room.not_found"),
        },
      },
    },
    (request) => listMessages(ctx, me(request), request.params.roomId, request.query),
  );

  app.post(
    "/rooms/:roomId/messages",
    {
      schema: {
        operationId: "post",
        tags,
        summary: "Post a message",
        description:
          "Safe to repeat for ever with the same `clientMessageId`: a repeat stores nothing and returns the first result.",
        params: RoomParameters,
        body: PostMessage,
        response: {
          200: json("A repeat: the message as the first request stored it.", Message),
          201: json("The message. It is stored and will not be lost.", Message),
          ...problems(...signedOut, ...badBody, "room.not_found", "text.empty", "text.too_long"),
        },
      },
    },
    async (request, reply) => {
      const { roomId } = request.params;
      const posted = await ctx.posts.post({ roomId, authorId: me(request), ...request.body });
      return reply.code(posted.repeated ? 200 : 201).send(posted.message);
    },
  );

  app.get(
    "/messages/:messageId",
    {
      schema: {
        operationId: "getMessage",
        tags,
        summary: "A message",
        params: MessageParameters,
        response: {
          200: json("The message.", Message),
          ...problems(...signedOut, "message.not_found"),
        },
      },
    },
    (request) => getMessage(ctx, me(request), request.params.messageId),
  );

  app.patch(
    "/messages/:messageId",
    {
      schema: {
        operationId: "editMessage",
        tags,
        summary: "Edit a message of mine",
        params: MessageParameters,
        body: PatchMessage,
        response: {
          200: json("The message as it is now.", Message),
          ...problems(
            ...signedOut,
            ...badBody,
            "message.not_found",
            "message.forbidden",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    (request) => editMessage(ctx, me(request), request.params.messageId, request.body.body),
  );

  app.delete(
    "/messages/:messageId",
    {
      schema: {
        operationId: "deleteMessage",
        tags,
        summary: "Delete a message",
        description: "Its number stays, as a tombstone without a body.",
        params: MessageParameters,
        response: {
          200: json("The tombstone.", Message),
          ...problems(
            ...signedOut,
            "auth.origin_forbidden",
            "message.not_found",
            "message.forbidden",
          ),
        },
      },
    },
    (request) => deleteMessage(ctx, me(request), request.params.messageId),
  );
}
