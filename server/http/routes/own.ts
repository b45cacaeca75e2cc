import {
  BlocksPage,
  DraftsPage,
  MarkThreadRead,
  PageQuery,
  SavedPage,
  SetDraft,
  ThreadsQuery,
} from "@roost/protocol/http.ts";
import { OwnRow } from "@roost/protocol/own.ts";
import { ThreadsPage } from "@roost/protocol/thread.ts";
import Type from "typebox";
import { listBlocks, setBlocked } from "../../own/block.ts";
import { listDrafts, setDraft } from "../../own/draft.ts";
import { listSaved, saveMessage } from "../../own/save.ts";
import { followThread, listThreads, markThreadRead } from "../../own/threads.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals, rowOrNull } from "./answers.ts";
import { MessageParameters, RoomParameters, UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["my own"];

export function ownRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/drafts",
    {
      schema: {
        operationId: "drafts",
        tags,
        summary: "What I have written and not sent",
        description: "In rooms of mine, the last one first.",
        response: { 200: json("My drafts.", DraftsPage), ...problems(...refusals("drafts")) },
      },
    },
    (request) => listDrafts(ctx, me(request)),
  );

  app.put(
    "/rooms/:roomId/draft",
    {
      schema: {
        operationId: "setDraft",
        tags,
        summary: "Keep what I have written in a room, or a thread of it, and not sent",
        description:
          "For all my devices. An empty text that replies to nothing takes it away, also in a room that I have left.",
        params: RoomParameters,
        body: SetDraft,
        response: {
          200: json("The draft; null where there was none to take away.", rowOrNull),
          ...problems(...refusals("setDraft"), ...badBody, "text.too_long", "me.full"),
        },
      },
    },
    (request) => setDraft(ctx, me(request), request.params.roomId, request.body),
  );

  app.get(
    "/saved",
    {
      schema: {
        operationId: "saved",
        tags,
        summary: "The messages that I keep for later",
        description: "In rooms of mine, and not deleted; the one that I kept last first.",
        querystring: Type.Pick(PageQuery, ["cursor", "limit"]),
        response: { 200: json("A page of them.", SavedPage), ...problems(...refusals("saved")) },
      },
    },
    (request) => listSaved(ctx, me(request), request.query),
  );

  app.put(
    "/messages/:messageId/saved",
    {
      schema: {
        operationId: "save",
        tags,
        summary: "Keep a message for later",
        params: MessageParameters,
        response: {
          200: json("The row of my log.", rowOrNull),
          ...problems(...refusals("save"), "me.full"),
        },
      },
    },
    (request) => saveMessage(ctx, me(request), request.params.messageId, true),
  );

  app.delete(
    "/messages/:messageId/saved",
    {
      schema: {
        operationId: "unsave",
        tags,
        summary: "Keep a message no longer",
        description: "Also one in a room that I have left.",
        params: MessageParameters,
        response: {
          200: json("The row of my log; null where it was not kept.", rowOrNull),
          ...problems(...refusals("unsave")),
        },
      },
    },
    (request) => saveMessage(ctx, me(request), request.params.messageId, false),
  );

  app.get(
    "/me/blocks",
    {
      schema: {
        operationId: "blocks",
        tags,
        summary: "Whom I have blocked",
        description: "Whom I blocked last comes first.",
        querystring: Type.Pick(PageQuery, ["cursor", "limit"]),
        response: {
          200: json("A page of them.", BlocksPage),
          ...problems(...refusals("blocks"), "request.invalid"),
        },
      },
    },
    (request) => listBlocks(ctx, me(request), request.query),
  );

  app.put(
    "/me/blocks/:userId",
    {
      schema: {
        operationId: "block",
        tags,
        summary: "Block somebody",
        description:
          "No direct of us two is made, and nobody writes in the one that is there. Clients fold what they wrote.",
        params: UserParameters,
        response: {
          200: json("The row of my log.", rowOrNull),
          ...problems(...refusals("block"), "user.not_found", "request.invalid", "me.full"),
        },
      },
    },
    (request) => setBlocked(ctx, me(request), request.params.userId, true),
  );

  app.delete(
    "/me/blocks/:userId",
    {
      schema: {
        operationId: "unblock",
        tags,
        summary: "Block somebody no longer",
        params: UserParameters,
        response: {
          200: json("The row of my log; null where they were not blocked.", rowOrNull),
          ...problems(...refusals("unblock"), "user.not_found", "request.invalid"),
        },
      },
    },
    (request) => setBlocked(ctx, me(request), request.params.userId, false),
  );

  app.get(
    "/threads",
    {
      schema: {
        operationId: "threads",
        tags,
        summary: "The threads that I follow",
        description: "In rooms of mine, that with the newest reply first.",
        querystring: ThreadsQuery,
        response: {
          200: json("A page of them.", ThreadsPage),
          ...problems(...refusals("threads"), "request.invalid"),
        },
      },
    },
    (request) => listThreads(ctx, me(request), request.query),
  );

  app.put(
    "/messages/:messageId/thread/follow",
    {
      schema: {
        operationId: "followThread",
        tags,
        summary: "Follow the thread of a message",
        params: MessageParameters,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("followThread"), "me.full"),
        },
      },
    },
    (request) => followThread(ctx, me(request), request.params.messageId, true),
  );

  app.delete(
    "/messages/:messageId/thread/follow",
    {
      schema: {
        operationId: "unfollowThread",
        tags,
        summary: "Follow the thread of a message no longer",
        description: "It stays so, whatever is written in the thread.",
        params: MessageParameters,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("unfollowThread"), "me.full"),
        },
      },
    },
    (request) => followThread(ctx, me(request), request.params.messageId, false),
  );

  app.post(
    "/messages/:messageId/thread/read",
    {
      schema: {
        operationId: "markThreadRead",
        tags,
        summary: "Say how far I have read a thread",
        description: "The highest number that was ever said counts.",
        params: MessageParameters,
        body: MarkThreadRead,
        response: {
          200: json("The row of my log; null where the thread is nothing to me.", rowOrNull),
          ...problems(...refusals("markThreadRead"), ...badBody),
        },
      },
    },
    (request) => {
      return markThreadRead(ctx, me(request), request.params.messageId, request.body.number);
    },
  );
}
