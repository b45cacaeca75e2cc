import {
  HistoryPage,
  MentionsPage,
  MessagesPage,
  MessagesQuery,
  PageQuery,
  PatchMessage,
  PostMessage,
  Readers,
  ThreadQuery,
  UsersPage,
} from "@roost/protocol/http.ts";
import { Message } from "@roost/protocol/message.ts";
import { Reaction } from "@roost/protocol/reaction.ts";
import Type from "typebox";
import { listHistory } from "../../messages/history.ts";
import { listMentions } from "../../messages/mentions.ts";
import { postMessage } from "../../messages/post.ts";
import { react } from "../../messages/react.ts";
import { listReactors } from "../../messages/reactors.ts";
import { getMessage, listMessages, listThread } from "../../messages/reader.ts";
import { deleteMessage, editMessage } from "../../messages/rewrite.ts";
import { listReaders } from "../../reads/readers.ts";
import { postingRefusals, writingRefusals } from "../../rooms/may-write.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals } from "./answers.ts";
import { MessageParameters, ReactionParameters, RoomParameters } from "./parameters.ts";
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
          "The newest page; or with one of `before`, `after`, `around` and `date`, the page in front of, behind or around a message.",
        params: RoomParameters,
        querystring: MessagesQuery,
        response: {
          200: json("Messages in the order of their numbers.", MessagesPage),
          ...problems(...refusals("messages")),
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
          ...problems(
            ...refusals("post"),
            ...badBody,
            ...postingRefusals,
            "message.not_found",
            "reply.not_found",
            "thread.not_found",
            "text.empty",
            "text.too_long",
            "filter.refused",
          ),
        },
      },
    },
    async (request, reply) => {
      const { roomId } = request.params;
      const posted = await postMessage(ctx, { ...request.body, roomId, author: me(request) });
      return reply.code(posted.repeated ? 200 : 201).send(posted.message);
    },
  );

  app.get(
    "/messages/:messageId/thread",
    {
      schema: {
        operationId: "thread",
        tags,
        summary: "A page of the thread of a message",
        description:
          "The message is the root of the thread, or stands in it. The root is the first message of the thread. The newest page; or with one of `before`, `after` and `around`, as of a room.",
        params: MessageParameters,
        querystring: ThreadQuery,
        response: {
          200: json("Messages in the order of their numbers.", MessagesPage),
          ...problems(...refusals("thread"), "request.invalid"),
        },
      },
    },
    (request) => listThread(ctx, me(request), request.params.messageId, request.query),
  );

  app.get(
    "/mentions",
    {
      schema: {
        operationId: "mentions",
        tags,
        summary: "Messages that mention me",
        description: "In the rooms that I am in, the newest first.",
        querystring: Type.Pick(PageQuery, ["cursor", "limit"]),
        response: {
          200: json("A page of messages.", MentionsPage),
          ...problems(...refusals("mentions"), "request.invalid"),
        },
      },
    },
    (request) => listMentions(ctx, me(request), request.query),
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
          ...problems(...refusals("getMessage")),
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
            ...refusals("editMessage"),
            ...badBody,
            ...writingRefusals,
            "text.empty",
            "text.too_long",
            "filter.refused",
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
          ...problems(...refusals("deleteMessage"), "auth.origin_forbidden"),
        },
      },
    },
    (request) => deleteMessage(ctx, me(request), request.params.messageId),
  );

  app.get(
    "/messages/:messageId/history",
    {
      schema: {
        operationId: "history",
        tags,
        summary: "What a message has said",
        description: "Each edit keeps the text before it; a deletion takes all of them.",
        params: MessageParameters,
        querystring: Type.Pick(PageQuery, ["cursor", "limit"]),
        response: {
          200: json("A page of versions, the newest first.", HistoryPage),
          ...problems(...refusals("history"), "request.invalid"),
        },
      },
    },
    (request) => listHistory(ctx, me(request), request.params.messageId, request.query),
  );

  app.get(
    "/messages/:messageId/reactions/:emoji",
    {
      schema: {
        operationId: "reactors",
        tags,
        summary: "Who reacted to a message with an emoji",
        description: "In the order of their display names.",
        params: ReactionParameters,
        querystring: Type.Pick(PageQuery, ["cursor", "limit"]),
        response: {
          200: json("A page of people.", UsersPage),
          ...problems(...refusals("reactors"), "request.invalid"),
        },
      },
    },
    (request) => {
      const { messageId, emoji } = request.params;
      return listReactors(ctx, me(request), messageId, emoji, request.query);
    },
  );

  app.get(
    "/messages/:messageId/readers",
    {
      schema: {
        operationId: "readers",
        tags,
        summary: "Who has read a message",
        description:
          "Besides its author, of those who show it, in the order of their display names. In rooms of up to 100 people, for who shows it as well.",
        params: MessageParameters,
        response: {
          200: json("People.", Readers),
          ...problems(...refusals("readers"), "receipts.not_shown"),
        },
      },
    },
    async (request) => ({ users: await listReaders(ctx, me(request), request.params.messageId) }),
  );

  const ofReaction = ["auth.origin_forbidden", "reaction.invalid", ...writingRefusals] as const;

  app.put(
    "/messages/:messageId/reactions/:emoji",
    {
      schema: {
        operationId: "react",
        tags,
        summary: "React to a message",
        description: "Doing it again changes nothing.",
        params: ReactionParameters,
        response: {
          200: json("The reaction.", Reaction),
          ...problems(...refusals("react"), ...ofReaction, "reaction.too_many"),
        },
      },
    },
    async (request) => {
      const { messageId, emoji } = request.params;
      return (await react(ctx, me(request), messageId, emoji, true)) as Reaction;
    },
  );

  app.delete(
    "/messages/:messageId/reactions/:emoji",
    {
      schema: {
        operationId: "unreact",
        tags,
        summary: "Take a reaction back",
        description: "Where there is none, nothing is changed.",
        params: ReactionParameters,
        response: {
          200: json(
            "The tombstone; null where there was nothing.",
            Type.Union([Reaction, Type.Null()]),
          ),
          ...problems(...refusals("unreact"), ...ofReaction),
        },
      },
    },
    (request) => react(ctx, me(request), request.params.messageId, request.params.emoji, false),
  );
}
