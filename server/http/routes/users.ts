import { FoundPerson, PageQuery, UsersPage } from "@roost/protocol/http.ts";
import { getProfile, listUsers } from "../../accounts/directory.ts";
import { askPresence } from "../../presence/ask.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { json, problems, refusals } from "./answers.ts";
import { UserParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

export function userRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/users",
    {
      schema: {
        operationId: "users",
        tags: ["people"],
        summary: "The people of this server",
        description:
          "In the order of their display names. `query` finds people by a part of a display name or user name, or by the beginnings of its words, without case and accents.",
        querystring: PageQuery,
        response: {
          200: json("A page of people.", UsersPage),
          ...problems(...refusals("users"), "text.invalid_characters"),
        },
      },
    },
    (request) => listUsers(ctx, me(request), request.query),
  );

  app.get(
    "/users/:userId",
    {
      schema: {
        operationId: "profile",
        tags: ["people"],
        summary: "A person",
        params: UserParameters,
        response: {
          200: json("What everybody may know of them, and how they can be met now.", FoundPerson),
          ...problems(...refusals("profile"), "user.not_found"),
        },
      },
    },
    async (request) => {
      const [actor, { userId }] = [me(request), request.params];
      const [profile, presence] = await Promise.all([
        getProfile(ctx, actor, userId),
        askPresence(ctx, actor, userId),
      ]);
      return { ...profile, presence };
    },
  );
}
