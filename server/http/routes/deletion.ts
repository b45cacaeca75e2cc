import { DeleteAccount, Deletion, DeletionTerms } from "@roost/protocol/deletion.ts";
import { deleteOwnAccount, deletionTerms } from "../../deletions/own.ts";
import type { limitAttempts } from "../attempt-limit.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, outside, problems } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];

/** @param onRequest Counts attempts with those to sign in. */
export function deletionRoutes(
  app: App,
  { accounts, ctx, now }: Pick<RouteParts, "accounts" | "ctx" | "now">,
  onRequest: ReturnType<typeof limitAttempts>,
): void {
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.get(
    "/deletion",
    {
      schema: {
        operationId: "deletionTerms",
        tags,
        summary: "What it means to delete my account here",
        response: {
          200: json("The terms.", DeletionTerms),
          ...problems("auth.required", ...outside),
        },
      },
    },
    async (request) => deletionTerms(ctx, await accounts.changer(headersOf(request)), now()),
  );

  app.post(
    "/deletion",
    {
      onRequest,
      schema: {
        operationId: "deleteAccount",
        tags,
        summary: "Delete my account",
        description:
          "Signs me out everywhere, and tells me by mail. Some days later, as the server says (`DELETION_GRACE_DAYS`), the account is gone; until then a sign-in keeps it.",
        body: DeleteAccount,
        response: {
          200: json("It is to be deleted.", Deletion),
          ...problems(
            ...badBody,
            ...outside,
            "auth.required",
            "auth.sign_in_again",
            "auth.invalid_credentials",
            "people.owner",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      const { currentPassword } = request.body;
      return deleteOwnAccount(ctx, accounts.changes, me, currentPassword, now());
    },
  );
}
