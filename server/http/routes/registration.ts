import { InviteInfo, Registration } from "@roost/protocol/registration.ts";
import { getInviteInfo, getRegistration } from "../../registration/info.ts";
import type { App } from "../typed-app.ts";
import { json, problems } from "./answers.ts";
import { SecretParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];
/** Nobody has to be signed in. */
const security: Record<string, string[]>[] = [];

/** What strangers are told of this server. */
export function registrationRoutes(app: App, { ctx, now }: RouteParts): void {
  app.get(
    "/registration",
    {
      schema: {
        operationId: "registration",
        tags,
        security,
        summary: "Who may sign up here",
        response: { 200: json("What a page to sign up needs.", Registration), ...problems() },
      },
    },
    () => getRegistration(ctx),
  );

  app.get(
    "/invites/:secret",
    {
      schema: {
        operationId: "inviteInfo",
        tags,
        security,
        summary: "Whether a link lets somebody in",
        description: "Of one that does not, no more than that.",
        params: SecretParameters,
        response: { 200: json("Of the link.", InviteInfo), ...problems() },
      },
    },
    (request) => getInviteInfo(ctx, request.params.secret, now()),
  );
}
