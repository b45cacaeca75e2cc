import { limits } from "@roost/protocol/limits.ts";
import { Me } from "@roost/protocol/user.ts";
import { readPicture, removePicture, setPicture } from "../../accounts/picture.ts";
import { me } from "../authenticate.ts";
import { bodyOf, takeBytes } from "../image-body.ts";
import type { App } from "../typed-app.ts";
import { badBody, bytes, imageForEver, json, nothing, problems, refusals } from "./answers.ts";
import { PictureParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["people"];
const mediaTypes = ["image/png", "image/jpeg", "image/webp"];

export function pictureRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/users/:userId/pictures/:picture",
    {
      schema: {
        operationId: "picture",
        tags,
        summary: "The picture of a person",
        description: "Square. With the hash that stands with the person; it may be kept for ever.",
        params: PictureParameters,
        response: {
          200: bytes("The image.", ["image/webp"]),
          ...problems(...refusals("picture"), "picture.not_found"),
        },
      },
    },
    async (request, reply) => {
      const { userId, picture } = request.params;
      const image = await readPicture(ctx, me(request), userId, picture);
      return reply.headers(imageForEver).type("image/webp").send(image);
    },
  );

  app.delete(
    "/me/picture",
    {
      schema: {
        operationId: "removePicture",
        tags,
        summary: "Take my picture away",
        response: {
          204: nothing("I have none."),
          ...problems(...refusals("removePicture"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await removePicture(ctx, me(request));
      return reply.code(204).send(null);
    },
  );

  // On its own, since it takes images where all others take JSON.
  void app.register(async (images: App) => {
    takeBytes(images, mediaTypes, limits.pictureBytes);
    images.put(
      "/me/picture",
      {
        schema: {
          operationId: "setPicture",
          tags,
          summary: "Give myself a picture",
          description:
            "The body is a PNG, JPEG or WebP; what it is, is read from its bytes. Its middle is kept, 256 pixels square and upright, and nothing that is written beside the image.",
          body: { content: bodyOf(mediaTypes) },
          response: {
            200: json("I, with my picture.", Me),
            ...problems(
              ...refusals("setPicture"),
              ...badBody,
              "picture.invalid",
              "picture.too_large",
            ),
          },
        },
      },
      (request) => {
        const image = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return setPicture(ctx, me(request), image);
      },
    );
  });
}
