import { Me } from "@roost/protocol/user.ts";
import { getMe } from "../../accounts/directory.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { json, problems, signedOut } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

export function meRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/me",
    {
      schema: {
        operationId: "me",
        tags: ["people"],
        summary: "Who I am",
        response: {
          200: json("I, with my e-mail address and my role.", Me),
          ...problems(...signedOut),
        },
      },
    },
    (request) => getMe(ctx, me(request)),
  );
}
