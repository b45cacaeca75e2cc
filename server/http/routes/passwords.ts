import {
  ChangeEmail,
  ChangePassword,
  ChangeUsername,
  ConfirmEmail,
  ConfirmedEmail,
  EmailChange,
  RequestPasswordReset,
  RequestUnlock,
  ResetPassword,
  UnlockBrowser,
  UsernameChange,
} from "@roost/protocol/accounts.ts";

import Type from "typebox";
import type { limitAttempts } from "../attempt-limit.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, outside, problems } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];
/** Nobody has to be signed in. */
const security: Record<string, string[]>[] = [];

const Status = Type.Object({ status: Type.Literal(true) });

/** @param onRequest Counts attempts with those to sign in. */
export function passwordRoutes(
  app: App,
  { accounts }: Pick<RouteParts, "accounts">,
  onRequest: ReturnType<typeof limitAttempts>,
): void {
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.post(
    "/request-password-reset",
    {
      onRequest,
      schema: {
        operationId: "requestPasswordReset",
        tags,
        security,
        summary: "Have a link mailed to set a new password",
        description:
          "The same answer, as soon, whether there is such an account or not. The mail is in the language of `Accept-Language`. Its link works once, within 30 minutes; of one person three work at once, and no more are mailed.",
        body: RequestPasswordReset,
        response: {
          200: json("Where there is such an account, a mail is on its way.", Status),
          ...problems(...badBody, "auth.password_off", "mail.off", "request.rate_limited"),
        },
      },
    },
    async (request) => {
      accounts.requirePasswords();
      await accounts.passwordReset.request(request.body.login, headersOf(request));
      return { status: true } as const;
    },
  );

  app.post(
    "/reset-password",
    {
      onRequest,
      schema: {
        operationId: "resetPassword",
        tags,
        security,
        summary: "Set a new password by a link",
        description: "Ends all sessions of the person, and tells them by mail.",
        body: ResetPassword,
        response: {
          200: json("The password is set; sign in with it.", Status),
          ...problems(
            ...badBody,
            "auth.link_invalid",
            "auth.password_common",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const { token, newPassword } = request.body;
      await accounts.passwordReset.complete(token, newPassword, headersOf(request));
      return { status: true } as const;
    },
  );

  unlockRoutes(app, accounts, onRequest);

  app.post(
    "/change-password",
    {
      onRequest,
      schema: {
        operationId: "changePassword",
        tags,
        summary: "Set another password",
        description: "Ends all my other sessions, and tells me by mail.",
        body: ChangePassword,
        response: {
          200: json("The password is set; this session goes on.", Status),
          ...problems(
            ...badBody,
            "auth.required",
            ...outside,
            "auth.invalid_credentials",
            "auth.password_common",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const { currentPassword, newPassword } = request.body;
      const me = await accounts.changer(headersOf(request));
      await accounts.changes.changePassword(me, currentPassword, newPassword);
      return { status: true } as const;
    },
  );

  app.post(
    "/change-email",
    {
      onRequest,
      schema: {
        operationId: "changeEmail",
        tags,
        summary: "Have another e-mail address",
        description:
          "A link is mailed to the new address, which holds once the link was followed, within 24 hours; the address of before is told. A server without mails takes the address at once.",
        body: ChangeEmail,
        response: {
          200: json("Whether the address is still to be confirmed.", EmailChange),
          ...problems(
            ...badBody,
            "auth.required",
            "auth.invalid_credentials",
            "auth.email_taken",
            "auth.approval_awaited",
            "registration.domain_not_allowed",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const { newEmail, currentPassword } = request.body;
      const me = await accounts.changer(headersOf(request));
      return { confirmation: await accounts.changes.changeEmail(me, newEmail, currentPassword) };
    },
  );

  app.post(
    "/change-username",
    {
      onRequest,
      schema: {
        operationId: "changeUsername",
        tags,
        summary: "Have another user name",
        description:
          "Under the rules of a sign-up, once a day. What mentions me by the name of before does so still, and nobody else gets that.",
        body: ChangeUsername,
        response: {
          200: json("The name as it is kept.", UsernameChange),
          ...problems(
            ...badBody,
            "auth.required",
            ...outside,
            "auth.invalid_credentials",
            "auth.username_taken",
            "auth.username_reserved",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const { newUsername, currentPassword } = request.body;
      const me = await accounts.changer(headersOf(request));
      return { username: await accounts.changes.changeUsername(me, newUsername, currentPassword) };
    },
  );

  app.post(
    "/confirm-email",
    {
      onRequest,
      schema: {
        operationId: "confirmEmail",
        tags,
        security,
        summary: "Confirm an e-mail address by the link that was mailed to it",
        body: ConfirmEmail,
        response: {
          200: json("It is the address of the account now.", ConfirmedEmail),
          ...problems(...badBody, "auth.link_invalid", "auth.email_taken", "request.rate_limited"),
        },
      },
    },
    async (request) => {
      const language = headersOf(request).get("accept-language");
      return { email: await accounts.confirmation.confirm(request.body.token, language) };
    },
  );

  app.post(
    "/request-confirmation",
    {
      onRequest,
      schema: {
        operationId: "requestConfirmation",
        tags,
        summary: "Have a link mailed once more that confirms my e-mail address",
        description:
          "To the address that the account has. One that is confirmed already gets none. Each link works once, within 24 hours; of one person five work at once, and no more are mailed.",
        response: {
          200: json("The mail is on its way, where the address is not confirmed yet.", Status),
          ...problems(
            ...(["auth.origin_forbidden", "auth.required", "auth.approval_awaited"] as const),
            ...(["mail.off", "request.rate_limited"] as const),
          ),
        },
      },
    },
    async (request) => {
      await accounts.confirmation.request(await accounts.changer(headersOf(request)));
      return { status: true } as const;
    },
  );
}

function unlockRoutes(
  app: App,
  accounts: RouteParts["accounts"],
  onRequest: ReturnType<typeof limitAttempts>,
): void {
  const { headersOf, setCookies } = sessionHeaders(accounts.cookies);

  app.post(
    "/request-unlock",
    {
      onRequest,
      schema: {
        operationId: "requestUnlock",
        tags,
        security,
        summary: "Have a link mailed to try again, after many wrong passwords",
        description:
          "For who is kept waiting by strangers who guess at their password. The same answer, as soon, whether there is such an account or not. The link works once, within 30 minutes; of one person three work at once, and no more are mailed.",
        body: RequestUnlock,
        response: {
          200: json("Where there is such an account, a mail is on its way.", Status),
          ...problems(...badBody, "auth.password_off", "mail.off", "request.rate_limited"),
        },
      },
    },
    async (request) => {
      accounts.requirePasswords();
      await accounts.unlock.request(request.body.login, headersOf(request));
      return { status: true } as const;
    },
  );

  app.post(
    "/unlock",
    {
      onRequest,
      schema: {
        operationId: "unlock",
        tags,
        security,
        summary: "Let this browser try again, by a link",
        description:
          "Sets a cookie that signs nobody in: wrong passwords of others keep this browser waiting no more.",
        body: UnlockBrowser,
        response: {
          200: json("Sign in with the password.", Status),
          ...problems(...badBody, "auth.link_invalid", "request.rate_limited"),
        },
      },
    },
    async (request, reply) => {
      const visitor = headersOf(request);
      setCookies(request, reply, await accounts.unlock.complete(request.body.token, visitor));
      return { status: true } as const;
    },
  );
}
