import {
  AccessToken,
  AccountSession,
  CurrentSession,
  PublicKeys,
  RevokeSession,
  SignedIn,
  SignInByEmail,
  SignInByUsername,
  SignInWithCode,
  SignUp,
} from "@roost/protocol/accounts.ts";
import Type from "typebox";
import { limitAttempts } from "../attempt-limit.ts";
import { isOfBrowser } from "../authenticate.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, outside, problems } from "./answers.ts";
import { dataExportRoutes } from "./data-exports.ts";
import { deletionRoutes } from "./deletion.ts";
import type { RouteParts } from "./parts.ts";
import { type Enter, passkeyRoutes } from "./passkeys.ts";
import { passwordRoutes } from "./passwords.ts";
import { providerRoutes } from "./provider.ts";
import { secondFactorRoutes } from "./second-factor.ts";

const tags = ["accounts"];
/** Nobody has to be signed in. */
const security: Record<string, string[]>[] = [];

const signInProblems = [
  ...badBody,
  "auth.invalid_credentials",
  "auth.second_factor_needed",
  "auth.password_off",
  "auth.suspended",
  "request.rate_limited",
] as const;

const Success = Type.Object({ success: Type.Literal(true) });
const Status = Type.Object({ status: Type.Literal(true) });

export function accountRoutes(app: App, parts: RouteParts): void {
  const { ctx, accounts, config, now } = parts;
  const { headersOf, setCookies } = sessionHeaders(accounts.cookies);
  const onRequest = limitAttempts(config.authAttemptsPerMinute, now);

  /**
   * The secret in the cookie is told to who has no cookies: scripts of a page must not have what the browser hides from
   * them.
   */
  const enter: Enter = (request, reply, signedIn) => {
    setCookies(request, reply, signedIn.headers);
    reply.raw.once("finish", () => {
      accounts.endReplaced(headersOf(request)).catch((err: unknown) => {
        request.log.error({ err }, "a session that was replaced by a sign-in could not be ended");
      });
    });
    const { token, user } = signedIn.answer;
    return isOfBrowser(request) ? { user } : { token, user };
  };

  app.post(
    "/sign-up/email",
    {
      onRequest,
      schema: {
        operationId: "signUp",
        tags,
        security,
        summary: "Make an account and sign in",
        description: "The first account owns the server.",
        body: SignUp,
        response: {
          200: json("The account, signed in: the answer also sets the session cookie.", SignedIn),
          ...problems(
            ...badBody,
            "auth.username_taken",
            "auth.username_reserved",
            "auth.email_taken",
            "auth.password_common",
            "auth.rejected",
            "mail.off",
            "registration.invite_needed",
            "registration.domain_not_allowed",
            "invite.invalid",
            "auth.password_off",
            "text.empty",
            "text.too_long",
            "filter.refused",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request, reply) => {
      const visitor = headersOf(request);
      const name = await ctx.filters.pass(null, request.body.name, true);
      return enter(request, reply, await accounts.signUp({ ...request.body, name }, visitor));
    },
  );

  app.post(
    "/sign-in/username",
    {
      onRequest,
      schema: {
        operationId: "signInByUsername",
        tags,
        security,
        summary: "Sign in with a user name",
        body: SignInByUsername,
        response: {
          200: json("Signed in: the answer also sets the session cookie.", SignedIn),
          ...problems(...signInProblems),
        },
      },
    },
    async (request, reply) => {
      const visitor = headersOf(request);
      return enter(request, reply, await accounts.signIn(request.body, visitor));
    },
  );

  app.post(
    "/sign-in/email",
    {
      onRequest,
      schema: {
        operationId: "signInByEmail",
        tags,
        security,
        summary: "Sign in with an e-mail address",
        body: SignInByEmail,
        response: {
          200: json("Signed in: the answer also sets the session cookie.", SignedIn),
          ...problems(...signInProblems),
        },
      },
    },
    async (request, reply) => {
      const visitor = headersOf(request);
      return enter(request, reply, await accounts.signIn(request.body, visitor));
    },
  );

  app.post(
    "/sign-in/second-factor",
    {
      onRequest,
      schema: {
        operationId: "signInWithCode",
        tags,
        security,
        summary: "Sign in with a code, after the password",
        description:
          "With the challenge that came with `auth.second_factor_needed`, which is good for ten minutes and five codes. A code works once.",
        body: SignInWithCode,
        response: {
          200: json("Signed in: the answer also sets the session cookie.", SignedIn),
          ...problems(
            ...badBody,
            "auth.challenge_over",
            "auth.code_invalid",
            "auth.suspended",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request, reply) => {
      const visitor = headersOf(request);
      return enter(request, reply, await accounts.signInWithCode(request.body, visitor));
    },
  );

  app.post(
    "/sign-out",
    {
      schema: {
        operationId: "signOut",
        tags,
        summary: "Sign out",
        description: "Ends the session: its tokens and its connections with it.",
        response: { 200: json("Signed out.", Success), ...problems("auth.origin_forbidden") },
      },
    },
    async (request, reply) => {
      setCookies(request, reply, await accounts.signOut(headersOf(request)));
      return { success: true } as const;
    },
  );

  sessionRoutes(app, accounts);
  tokenRoutes(app, accounts);
  passwordRoutes(app, parts, onRequest);
  secondFactorRoutes(app, parts, onRequest);
  passkeyRoutes(app, parts, onRequest, enter);
  providerRoutes(app, parts, onRequest, enter);
  dataExportRoutes(app, parts, onRequest);
  deletionRoutes(app, parts, onRequest);
}

function sessionRoutes(app: App, accounts: RouteParts["accounts"]): void {
  const { headersOf, setCookies } = sessionHeaders(accounts.cookies);
  app.get(
    "/get-session",
    {
      schema: {
        operationId: "session",
        tags,
        security,
        summary: "Who is signed in",
        response: {
          200: json("The session and its person, or null.", CurrentSession),
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      const { answer, headers } = await accounts.currentSession(headersOf(request));
      setCookies(request, reply, headers);
      // Sent as text, since null alone would be no body at all.
      return reply.type("application/json").serializer(JSON.stringify).send(answer);
    },
  );

  app.get(
    "/list-sessions",
    {
      schema: {
        operationId: "listSessions",
        tags,
        summary: "Where I am signed in",
        response: {
          200: json("My sessions.", Type.Array(AccountSession)),
          ...problems("auth.required", ...outside),
        },
      },
    },
    (request) => accounts.listSessions(headersOf(request)),
  );

  app.post(
    "/revoke-session",
    {
      schema: {
        operationId: "revokeSession",
        tags,
        summary: "Sign out one session of mine",
        description: "A session that is not mine, or no more, is passed over.",
        body: RevokeSession,
        response: {
          200: json("The session is over.", Status),
          ...problems(...badBody, "auth.required", ...outside),
        },
      },
    },
    async (request, reply) => {
      const headers = await accounts.revokeSession(request.body.id, headersOf(request));
      setCookies(request, reply, headers);
      return { status: true } as const;
    },
  );

  app.post(
    "/revoke-other-sessions",
    {
      schema: {
        operationId: "revokeOtherSessions",
        tags,
        summary: "Sign out everywhere but here",
        response: {
          200: json("All other sessions of mine are over.", Status),
          ...problems("auth.origin_forbidden", "auth.required", ...outside),
        },
      },
    },
    async (request) => {
      await accounts.revokeOtherSessions(headersOf(request));
      return { status: true } as const;
    },
  );
}

function tokenRoutes(app: App, accounts: RouteParts["accounts"]): void {
  const { headersOf, setCookies } = sessionHeaders(accounts.cookies);
  app.get(
    "/token",
    {
      schema: {
        operationId: "token",
        tags,
        summary: "A token for the API and the gateway",
        response: {
          200: json("A new token.", AccessToken),
          ...problems("auth.required", ...outside),
        },
      },
    },
    async (request, reply) => {
      const { answer, headers } = await accounts.token(headersOf(request));
      setCookies(request, reply, headers);
      return { token: answer };
    },
  );

  app.get(
    "/jwks",
    {
      schema: {
        operationId: "publicKeys",
        tags,
        security,
        summary: "The public keys that tokens are signed with",
        response: { 200: json("A JSON Web Key Set.", PublicKeys), ...problems() },
      },
    },
    () => accounts.publicKeys(),
  );
}
