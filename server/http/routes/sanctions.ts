import { PageQuery } from "@roost/protocol/http.ts";
import { OwnRow } from "@roost/protocol/own.ts";
import { SanctionsPage, SilenceWish, Warn, Warned } from "@roost/protocol/sanctions.ts";
import Type from "typebox";
import { acknowledgeWarning } from "../../own/acknowledge-warning.ts";
import { listSanctions } from "../../people/sanctions.ts";
import { silence, unsilence } from "../../people/silence.ts";
import { timedOf } from "../../people/suspend.ts";
import { warn } from "../../people/warn.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { UserParameters, WarningParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** What is done where somebody goes too far, short of keeping them out. */
export function sanctionRoutes(app: App, parts: RouteParts): void {
  const { ctx } = parts;
  warningRoutes(app, parts);
  silenceRoutes(app, parts);

  app.get(
    "/admin/people/:userId/sanctions",
    {
      schema: {
        operationId: "sanctions",
        tags,
        summary: "The warnings, mutes and suspensions of somebody",
        params: UserParameters,
        querystring: Type.Pick(PageQuery, ["cursor", "limit"]),
        response: {
          200: json("A page of them.", SanctionsPage),
          ...problems(...refusals("sanctions")),
        },
      },
    },
    (request) => listSanctions(ctx, me(request), request.params.userId, request.query),
  );
}

function warningRoutes(app: App, { ctx }: RouteParts): void {
  app.post(
    "/admin/people/:userId/warnings",
    {
      schema: {
        operationId: "warn",
        tags,
        summary: "Warn somebody",
        description: "They see it on all their devices until they acknowledge it.",
        params: UserParameters,
        body: Warn,
        response: {
          201: json("The warning.", Warned),
          ...problems(
            ...refusals("warn"),
            ...badBody,
            "text.empty",
            "text.too_long",
            "people.warned_enough",
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId } = request.params;
      const id = await warn(ctx, me(request), userId, request.body.reason);
      return reply.code(201).send({ id });
    },
  );

  app.post(
    "/me/warnings/:warningId/acknowledge",
    {
      schema: {
        operationId: "acknowledgeWarning",
        tags: ["my own"],
        summary: "Say that I have read a warning",
        params: WarningParameters,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(
            ...refusals("acknowledgeWarning"),
            "auth.origin_forbidden",
            "warning.not_found",
          ),
        },
      },
    },
    (request) => acknowledgeWarning(ctx, me(request), request.params.warningId),
  );
}

function silenceRoutes(app: App, { ctx, now }: RouteParts): void {
  app.put(
    "/admin/people/:userId/silence",
    {
      schema: {
        operationId: "silence",
        tags,
        summary: "Mute somebody",
        description:
          "They may read, and not write, on the whole server and within a second. Their devices are told why and until when. Muting again replaces time and reason.",
        params: UserParameters,
        body: SilenceWish,
        response: {
          204: nothing("They may only read."),
          ...problems(...refusals("silence"), ...badBody, "text.too_long"),
        },
      },
    },
    async (request, reply) => {
      const { userId } = request.params;
      await silence(ctx, me(request), userId, timedOf(request.body), now());
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/admin/people/:userId/silence",
    {
      schema: {
        operationId: "unsilence",
        tags,
        summary: "Let somebody write again",
        params: UserParameters,
        response: {
          204: nothing("They may write."),
          ...problems(...refusals("unsilence"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await unsilence(ctx, me(request), request.params.userId);
      return reply.code(204).send(null);
    },
  );
}
