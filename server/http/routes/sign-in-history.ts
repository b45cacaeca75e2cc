import { SignInHistory, SignInHistoryQuery } from "@roost/protocol/sign-in-history.ts";
import { listMySignIns, listSignIns } from "../../sign-in-history/list.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals } from "./answers.ts";
import { UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

export function signInHistoryRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/me/sign-ins",
    {
      schema: {
        operationId: "mySignIns",
        tags: ["people"],
        summary: "Who signed in to my account",
        description:
          "And who was kept out: the newest first, for as long as the server keeps it (`SIGN_IN_HISTORY_DAYS`).",
        querystring: SignInHistoryQuery,
        response: {
          200: json("A page of it.", SignInHistory),
          ...problems(...refusals("mySignIns"), ...badBody),
        },
      },
    },
    (request) => listMySignIns(ctx, me(request), request.query),
  );

  app.get(
    "/admin/people/:userId/sign-ins",
    {
      schema: {
        operationId: "signIns",
        tags: ["administration"],
        summary: "Who signed in to somebody's account",
        description: "And who was kept out: the newest first.",
        params: UserParameters,
        querystring: SignInHistoryQuery,
        response: {
          200: json("A page of it.", SignInHistory),
          ...problems(...refusals("signIns"), ...badBody, "user.not_found"),
        },
      },
    },
    (request) => listSignIns(ctx, me(request), request.params.userId, request.query),
  );
}
