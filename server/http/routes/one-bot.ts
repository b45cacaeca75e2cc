import { Bot, PatchBot } from "@roost/protocol/bots.ts";
import { limits } from "@roost/protocol/limits.ts";
import { renameBot } from "../../bots/change.ts";
import { deleteBot } from "../../bots/delete.ts";
import { removeBotPicture, setBotPicture } from "../../bots/picture.ts";
import { me } from "../authenticate.ts";
import { bodyOf, takeBytes } from "../image-body.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];
const mediaTypes = ["image/png", "image/jpeg", "image/webp"];

/** What is changed of one bot, and its end. */
export function oneBotRoutes(app: App, parts: RouteParts): void {
  const { ctx, now } = parts;
  app.patch(
    "/admin/bots/:userId",
    {
      schema: {
        operationId: "changeBot",
        tags,
        summary: "Change what a bot is called and says of itself",
        description:
          "What is left out stays. Its user name changes once a day at most; the one of before stays its own.",
        params: UserParameters,
        body: PatchBot,
        response: {
          200: json("The bot.", Bot),
          ...problems(
            ...refusals("changeBot"),
            ...badBody,
            "bot.not_found",
            "auth.username_taken",
            "auth.username_reserved",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    (request) => renameBot(ctx, me(request), request.params.userId, request.body, now()),
  );

  app.delete(
    "/admin/bots/:userId",
    {
      schema: {
        operationId: "deleteBot",
        tags,
        summary: "Delete a bot",
        description:
          "Its API tokens end within a second, on all nodes, and a job takes it out of its rooms. What it wrote stays, under its name.",
        params: UserParameters,
        response: {
          204: nothing("It is of no use any more."),
          ...problems(
            ...refusals("deleteBot"),
            ...(["auth.origin_forbidden", "bot.not_found", "people.owner"] as const),
          ),
        },
      },
    },
    async (request, reply) => {
      await deleteBot(ctx, me(request), request.params.userId, now());
      return reply.code(204).send(null);
    },
  );

  pictureRoutes(app, parts);
}

function pictureRoutes(app: App, { ctx, now }: RouteParts): void {
  app.delete(
    "/admin/bots/:userId/picture",
    {
      schema: {
        operationId: "removeBotPicture",
        tags,
        summary: "Take the picture of a bot away",
        params: UserParameters,
        response: {
          204: nothing("It has none."),
          ...problems(
            ...refusals("removeBotPicture"),
            ...(["auth.origin_forbidden", "bot.not_found"] as const),
          ),
        },
      },
    },
    async (request, reply) => {
      await removeBotPicture(ctx, me(request), request.params.userId, now());
      return reply.code(204).send(null);
    },
  );

  // On its own, since it takes images where all others take JSON.
  void app.register(async (images: App) => {
    takeBytes(images, mediaTypes, limits.pictureBytes);
    images.put(
      "/admin/bots/:userId/picture",
      {
        schema: {
          operationId: "setBotPicture",
          tags,
          summary: "Give a bot a picture",
          description: "The body is a PNG, JPEG or WebP, as for a picture of myself.",
          params: UserParameters,
          body: { content: bodyOf(mediaTypes) },
          response: {
            200: json("The bot, with its picture.", Bot),
            ...problems(
              ...refusals("setBotPicture"),
              ...badBody,
              "bot.not_found",
              "picture.invalid",
              "picture.too_large",
            ),
          },
        },
      },
      (request) => {
        const image = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return setBotPicture(ctx, me(request), request.params.userId, image, now());
      },
    );
  });
}
