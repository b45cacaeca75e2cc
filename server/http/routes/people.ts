import { DeletePerson, Deletion } from "@roost/protocol/deletion.ts";
import {
  EndedSessions,
  HandOnServer,
  ResetLink,
  SetServerRole,
  Suspend,
} from "@roost/protocol/people.ts";
import { requireRight } from "../../actor.ts";
import { graceEnd } from "../../deletions/own.ts";
import { deletePerson, keepPerson } from "../../people/delete.ts";
import { endSessions } from "../../people/end-sessions.ts";
import { handOn } from "../../people/hand-on.ts";
import { makeResetLink } from "../../people/reset-link.ts";
import { resetSecondFactorOf } from "../../people/reset-second-factor.ts";
import { setServerRole } from "../../people/set-role.ts";
import { suspend, timedOf, unsuspend } from "../../people/suspend.ts";
import { Refusal } from "../../refusal.ts";
import { me } from "../authenticate.ts";
import { proxyAddress } from "../client-address.ts";
import { publicAddress } from "../public-address.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, nothing, problems, refusals } from "./answers.ts";
import { UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

/** What those who look after a server do with one of its people. */
export function peopleRoutes(app: App, parts: RouteParts): void {
  const { ctx, now } = parts;
  app.put(
    "/admin/people/:userId/role",
    {
      schema: {
        operationId: "setServerRole",
        tags,
        summary: "Give somebody a role on the server",
        description:
          "A built-in one, at most one's own, or a custom one whose base is below one's own; and none that permits what one could not give. It holds at once, on all their devices and all nodes. Nobody is made owner here: the owner hands the server on.",
        params: UserParameters,
        body: SetServerRole,
        response: {
          204: nothing("It is theirs."),
          ...problems(
            ...refusals("setServerRole"),
            ...badBody,
            "people.role_too_high",
            "role.not_found",
            "people.owner",
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId } = request.params;
      await setServerRole(ctx, me(request), userId, request.body.role);
      return reply.code(204).send(null);
    },
  );

  suspensionRoutes(app, parts);

  app.delete(
    "/admin/people/:userId/sessions",
    {
      schema: {
        operationId: "endSessions",
        tags,
        summary: "Sign somebody out everywhere",
        params: UserParameters,
        response: {
          200: json("How many sessions were ended.", EndedSessions),
          ...problems(...refusals("endSessions"), "auth.origin_forbidden"),
        },
      },
    },
    async (request) => ({
      count: await endSessions(ctx, me(request), request.params.userId),
    }),
  );

  app.post(
    "/admin/people/:userId/reset-link",
    {
      schema: {
        operationId: "makeResetLink",
        tags,
        summary: "Make a link with which somebody sets a new password",
        description: "For those who cannot get mails. It works once, for a day.",
        params: UserParameters,
        response: {
          200: json("The link.", ResetLink),
          ...problems(...refusals("makeResetLink"), "auth.origin_forbidden", "bot.no_sign_in"),
        },
      },
    },
    async (request) => {
      const { userId } = request.params;
      const publicUrl = publicAddress(request, parts.config);
      const { url, until } = await makeResetLink(ctx, me(request), userId, publicUrl, now());
      return { url, until: until.toISOString() };
    },
  );

  secondFactorRoute(app, parts);
  deletionRoutes(app, parts);
  handOnRoute(app, parts);
}

function suspensionRoutes(app: App, { ctx, now }: RouteParts): void {
  app.put(
    "/admin/people/:userId/suspension",
    {
      schema: {
        operationId: "suspend",
        tags,
        summary: "Suspend somebody",
        description:
          "All their sessions end within a second, on all nodes, and they cannot sign in. What they wrote stays. Suspending again replaces time and reason.",
        params: UserParameters,
        body: Suspend,
        response: {
          204: nothing("They are out."),
          ...problems(
            ...refusals("suspend"),
            ...badBody,
            "people.owner",
            "text.too_long",
            "ban.own_address",
            "ban.too_many",
          ),
        },
      },
    },
    async (request, reply) => {
      const { userId } = request.params;
      await suspend(ctx, me(request), userId, timedOf(request.body, proxyAddress(request)), now());
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/admin/people/:userId/suspension",
    {
      schema: {
        operationId: "unsuspend",
        tags,
        summary: "End somebody's suspension",
        params: UserParameters,
        response: {
          204: nothing("They may sign in."),
          ...problems(...refusals("unsuspend"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await unsuspend(ctx, me(request), request.params.userId);
      return reply.code(204).send(null);
    },
  );
}

function secondFactorRoute(app: App, { ctx, now }: RouteParts): void {
  app.delete(
    "/admin/people/:userId/second-factor",
    {
      schema: {
        operationId: "resetSecondFactor",
        tags,
        summary: "Take somebody's second factor away",
        description:
          "The app, all passkeys and the recovery codes: for those who cannot sign in any more. They are told by a mail.",
        params: UserParameters,
        response: {
          204: nothing("They sign in with the password alone."),
          ...problems(
            ...refusals("resetSecondFactor"),
            "auth.origin_forbidden",
            "auth.second_factor_off",
          ),
        },
      },
    },
    async (request, reply) => {
      const telling = { sendsMail: ctx.sendsMail, now: now() };
      const { userId } = request.params;
      const wasOn = await resetSecondFactorOf(ctx, me(request), userId, telling);
      if (!wasOn) throw new Refusal("auth.second_factor_off");
      return reply.code(204).send(null);
    },
  );
}

function deletionRoutes(app: App, { ctx, now }: RouteParts): void {
  app.put(
    "/admin/people/:userId/deletion",
    {
      schema: {
        operationId: "deletePerson",
        tags,
        summary: "Delete somebody's account",
        description:
          "They are signed out everywhere and cannot sign in. After the days that the server gives (`DELETION_GRACE_DAYS`), or at once, it is gone for good.",
        params: UserParameters,
        body: DeletePerson,
        response: {
          200: json("It is to be deleted.", Deletion),
          ...problems(...refusals("deletePerson"), ...badBody, "people.owner"),
        },
      },
    },
    async (request) => {
      const at = request.body.atOnce === true ? now() : graceEnd(ctx, now());
      await deletePerson(ctx, me(request), request.params.userId, at, now());
      return { at: at.toISOString() };
    },
  );

  app.delete(
    "/admin/people/:userId/deletion",
    {
      schema: {
        operationId: "keepPerson",
        tags,
        summary: "Keep somebody whose account was to be deleted",
        params: UserParameters,
        response: {
          204: nothing("It is not to be deleted."),
          ...problems(...refusals("keepPerson"), "auth.origin_forbidden"),
        },
      },
    },
    async (request, reply) => {
      await keepPerson(ctx, me(request), request.params.userId, now());
      return reply.code(204).send(null);
    },
  );
}

function handOnRoute(app: App, { ctx, accounts }: RouteParts): void {
  app.post(
    "/admin/owner",
    {
      schema: {
        operationId: "handOnServer",
        tags,
        summary: "Hand the server on",
        description: "Somebody else becomes its owner, and the one of before an administrator.",
        body: HandOnServer,
        response: {
          204: nothing("The server has another owner."),
          ...problems(
            ...refusals("handOnServer"),
            ...badBody,
            "user.not_found",
            "people.suspended",
            "people.silenced",
            "bot.no_sign_in",
            "auth.invalid_credentials",
          ),
        },
      },
    },
    async (request, reply) => {
      const actor = me(request);
      requireRight(actor, "handOnServer");
      const { userId, currentPassword } = request.body;
      await accounts.changes.requirePasswordOf(actor, currentPassword);
      await handOn(ctx, actor, userId);
      return reply.code(204).send(null);
    },
  );
}
