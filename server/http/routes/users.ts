import { PageQuery, UsersPage } from "@roost/protocol/http.ts";
import { listUsers } from "../../accounts/directory.ts";
import type { App } from "../typed-app.ts";
import { json, problems, signedOut } from "./answers.ts";
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
          "In the order of their user names. `query` is looked for in user names and display names.",
        querystring: PageQuery,
        response: {
          200: json("A page of people.", UsersPage),
          ...problems(...signedOut, "text.invalid_characters"),
        },
      },
    },
    (request) => listUsers(ctx, request.query),
  );
}
