import { CustomEmoji, CustomEmojiList, CustomEmojiQuery } from "@roost/protocol/custom-emoji.ts";
import { limits } from "@roost/protocol/limits.ts";
import { addEmoji } from "../../emoji/add.ts";
import { deleteEmoji } from "../../emoji/delete.ts";
import { readEmojiImage } from "../../emoji/image.ts";
import { listEmoji } from "../../emoji/list.ts";
import { me } from "../authenticate.ts";
import { bodyOf, takeBytes } from "../image-body.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, imageForEver, json, nothing, problems, refusals } from "./answers.ts";
import { EmojiImageParameters, EmojiParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["emoji"];
const mediaTypes = CustomEmoji.properties.mediaType.enum;

export function emojiRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/emoji",
    {
      schema: {
        operationId: "emoji",
        tags,
        summary: "The emoji of this server",
        description:
          "All that were added to it, or what changed since a version of the list. The answer has an `ETag`; with that as `If-None-Match`, and nothing new, it is 304 without a body.",
        querystring: CustomEmojiQuery,
        response: {
          200: json("The emoji.", CustomEmojiList),
          304: nothing("Nothing has changed."),
          ...problems(...refusals("emoji")),
        },
      },
    },
    async (request, reply) => {
      const { since } = request.query;
      const list = await listEmoji(ctx, me(request), since);
      const tag = `"${list.version}-${since ?? "all"}"`;
      reply.header("etag", tag).header("cache-control", "private, no-cache");
      if (request.headers["if-none-match"] === tag) return reply.code(304).send(null);
      return list;
    },
  );

  app.get(
    "/emoji/:emojiName/images/:hash",
    {
      schema: {
        operationId: "emojiImage",
        tags,
        summary: "The image of an emoji",
        description: "At the address that the list has for it. It may be kept for ever.",
        params: EmojiImageParameters,
        response: {
          200: bytes("The image.", mediaTypes),
          ...problems(...refusals("emojiImage"), "emoji.not_found"),
        },
      },
    },
    async (request, reply) => {
      const { emojiName, hash } = request.params;
      const { mediaType, bytes } = await readEmojiImage(ctx, me(request), emojiName, hash);
      return reply.headers(imageForEver).type(mediaType).send(bytes);
    },
  );

  app.delete(
    "/emoji/:emojiName",
    {
      schema: {
        operationId: "deleteEmoji",
        tags,
        summary: "Delete an emoji of this server",
        description:
          "Where people used it, its name stays as text. One that was deleted before stays so.",
        params: EmojiParameters,
        response: {
          204: nothing("It is gone."),
          ...problems(...refusals("deleteEmoji"), "auth.origin_forbidden", "emoji.not_found"),
        },
      },
    },
    async (request, reply) => {
      await deleteEmoji(ctx, me(request), request.params.emojiName);
      return reply.code(204).send(null);
    },
  );

  // On its own, since it takes images where all others take JSON.
  void app.register(async (images: App) => {
    takeBytes(images, mediaTypes, limits.customEmojiBytes);
    images.put(
      "/emoji/:emojiName",
      {
        schema: {
          operationId: "addEmoji",
          tags,
          summary: "Add an emoji to this server",
          description:
            "The body is the image. What it is, and how large, is read from its bytes. The same image under the same name again changes nothing.",
          params: EmojiParameters,
          body: { content: bodyOf(mediaTypes) },
          response: {
            200: json("The emoji.", CustomEmoji),
            ...problems(
              ...refusals("addEmoji"),
              ...badBody,
              "emoji.name_invalid",
              "emoji.name_reserved",
              "emoji.name_taken",
              "emoji.image_invalid",
              "emoji.image_too_large",
              "emoji.too_many",
            ),
          },
        },
      },
      (request) => {
        const image = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return addEmoji(ctx, me(request), request.params.emojiName, image);
      },
    );
  });
}
