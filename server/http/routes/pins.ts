import { PinsList } from "@roost/protocol/http.ts";
import { Message } from "@roost/protocol/message.ts";
import { listPins, setPinned } from "../../messages/pins.ts";
import { writingRefusals } from "../../rooms/may-write.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { json, problems, refusals } from "./answers.ts";
import { MessageParameters, RoomParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["messages"];

export function pinRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/rooms/:roomId/pins",
    {
      schema: {
        operationId: "pins",
        tags,
        summary: "The pinned messages of a room",
        params: RoomParameters,
        response: {
          200: json("All of them.", PinsList),
          ...problems(...refusals("pins")),
        },
      },
    },
    (request) => listPins(ctx, me(request), request.params.roomId),
  );

  const ofPins = ["auth.origin_forbidden", ...writingRefusals] as const;

  app.put(
    "/messages/:messageId/pin",
    {
      schema: {
        operationId: "pin",
        tags,
        summary: "Pin a message in its room",
        description: "The room says so. Doing it again changes nothing.",
        params: MessageParameters,
        response: {
          200: json("The message as it is now.", Message),
          ...problems(...refusals("pin"), ...ofPins, "pin.too_many"),
        },
      },
    },
    (request) => setPinned(ctx, me(request), request.params.messageId, true),
  );

  app.delete(
    "/messages/:messageId/pin",
    {
      schema: {
        operationId: "unpin",
        tags,
        summary: "Take a message from the pinned ones",
        description: "Where it is none, nothing is changed.",
        params: MessageParameters,
        response: {
          200: json("The message as it is now.", Message),
          ...problems(...refusals("unpin"), ...ofPins),
        },
      },
    },
    (request) => setPinned(ctx, me(request), request.params.messageId, false),
  );
}
