import { SignedIn } from "@roost/protocol/accounts.ts";
import {
  AddedPasskey,
  AskForPasskey,
  BeginPasskey,
  ConfirmPasskey,
  PasskeyQuestion,
  Passkeys,
  PasskeyToMake,
  RemovePasskey,
  RenamePasskey,
  SignInWithPasskey,
} from "@roost/protocol/passkeys.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import type { Entered, WithHeaders } from "../../accounts/auth.ts";
import type { limitAttempts } from "../attempt-limit.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];
/** Nobody has to be signed in. */
const security: Record<string, string[]>[] = [];
const Status = Type.Object({ status: Type.Literal(true) });

/** What a change may be refused for that takes the password, or a sign-in a moment ago. */
const asPresent = [
  ...badBody,
  "auth.required",
  "auth.sign_in_again",
  "auth.invalid_credentials",
  "request.rate_limited",
] as const;

type Parts = Pick<RouteParts, "accounts">;
/** Hands out the cookie of a new session, and ends the one that it replaces. */
export type Enter = (
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: WithHeaders<Entered>,
) => SignedIn;

/**
 * @param onRequest Counts attempts with those to sign in.
 * @param enter Hands out the cookie of a new session.
 */
export function passkeyRoutes(
  app: App,
  parts: Parts,
  onRequest: ReturnType<typeof limitAttempts>,
  enter: Enter,
): void {
  signInRoutes(app, parts, onRequest, enter);
  ownRoutes(app, parts);
  addRoutes(app, parts, onRequest);
}

function signInRoutes(
  app: App,
  { accounts }: Parts,
  onRequest: ReturnType<typeof limitAttempts>,
  enter: Enter,
): void {
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.post(
    "/sign-in/passkey/question",
    {
      schema: {
        operationId: "passkeyQuestion",
        tags,
        security,
        summary: "What a passkey is to sign",
        description: "Good once, for ten minutes. Asked for by pages of this server alone.",
        body: AskForPasskey,
        response: {
          200: json("What a browser is asked with.", PasskeyQuestion),
          ...problems(...badBody, "auth.challenge_over"),
        },
      },
    },
    (request) => {
      const page = accounts.requireOwnPage(request.headers);
      return accounts.signIns.passkeyQuestion(request.body.challenge, page);
    },
  );

  app.post(
    "/sign-in/passkey",
    {
      onRequest,
      schema: {
        operationId: "signInWithPasskey",
        tags,
        security,
        summary: "Sign in with a passkey, in place of the password or of a code after it",
        body: SignInWithPasskey,
        response: {
          200: json("Signed in: the answer also sets the session cookie.", SignedIn),
          ...problems(
            ...badBody,
            "auth.challenge_over",
            "auth.passkey_invalid",
            "auth.suspended",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request, reply) => {
      const page = accounts.requireOwnPage(request.headers);
      const visitor = headersOf(request);
      return enter(request, reply, await accounts.signIns.withPasskey(request.body, page, visitor));
    },
  );
}

function ownRoutes(app: App, { accounts }: Parts): void {
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.get(
    "/passkeys",
    {
      schema: {
        operationId: "passkeys",
        tags,
        summary: "My passkeys",
        response: { 200: json("The oldest first.", Passkeys), ...problems("auth.required") },
      },
    },
    async (request) => accounts.passkeys.list(await accounts.changer(headersOf(request))),
  );

  app.post(
    "/passkeys/rename",
    {
      schema: {
        operationId: "renamePasskey",
        tags,
        summary: "Call a passkey of mine something else",
        body: RenamePasskey,
        response: {
          200: json("It is called so.", Status),
          ...problems(
            ...badBody,
            "auth.required",
            "passkey.not_found",
            "text.empty",
            "text.too_long",
          ),
        },
      },
    },
    async (request) => {
      const { id, name } = request.body;
      await accounts.passkeys.rename(await accounts.changer(headersOf(request)), id, name);
      return { status: true } as const;
    },
  );
}

function addRoutes(
  app: App,
  { accounts }: Parts,
  onRequest: ReturnType<typeof limitAttempts>,
): void {
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.post(
    "/passkeys/begin",
    {
      onRequest,
      schema: {
        operationId: "beginPasskey",
        tags,
        summary: "Begin to add a passkey",
        description: "It counts once the browser's passkey has confirmed it, within ten minutes.",
        body: BeginPasskey,
        response: {
          200: json("What the browser makes it of.", PasskeyToMake),
          ...problems(...asPresent, "auth.passkey_invalid", "passkey.too_many"),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      const page = accounts.requireOwnPage(request.headers);
      return accounts.passkeys.begin(me, page, request.body.currentPassword);
    },
  );

  app.post(
    "/passkeys/confirm",
    {
      onRequest,
      schema: {
        operationId: "confirmPasskey",
        tags,
        summary: "Add the passkey that the browser has made",
        description:
          "Tells me by mail. Where it is my first second factor, ends all my other sessions and gives recovery codes.",
        body: ConfirmPasskey,
        response: {
          200: json("It signs in from now on.", AddedPasskey),
          ...problems(
            ...badBody,
            "auth.required",
            "auth.challenge_over",
            "auth.passkey_invalid",
            "passkey.taken",
            "passkey.too_many",
            "text.empty",
            "text.too_long",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      const page = accounts.requireOwnPage(request.headers);
      return { recoveryCodes: await accounts.passkeys.confirm(me, page, request.body) };
    },
  );

  app.post(
    "/passkeys/remove",
    {
      onRequest,
      schema: {
        operationId: "removePasskey",
        tags,
        summary: "Remove a passkey of mine",
        description:
          "Tells me by mail. With the last second factor, the recovery codes work no more.",
        body: RemovePasskey,
        response: {
          200: json("It signs in no more.", Status),
          ...problems(...asPresent, "passkey.not_found"),
        },
      },
    },
    async (request) => {
      const { id, currentPassword } = request.body;
      await accounts.passkeys.remove(
        await accounts.changer(headersOf(request)),
        id,
        currentPassword,
      );
      return { status: true } as const;
    },
  );
}
