import {
  ChangeProviderLink,
  GoToProvider,
  ProviderAddress,
  ProviderLink,
  SignInWays,
} from "@roost/protocol/provider.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { awaySeconds, type Departure, type Provider } from "../../accounts/provider.ts";
import { Refusal } from "../../refusal.ts";
import type { limitAttempts } from "../attempt-limit.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems } from "./answers.ts";
import type { RouteParts } from "./parts.ts";
import type { Enter } from "./passkeys.ts";

const tags = ["accounts"];
/** Nobody has to be signed in. */
const security: Record<string, string[]>[] = [];
const Status = Type.Object({ status: Type.Literal(true) });

/** What may keep somebody out who comes back, besides what keeps people from signing up. */
const troubles = ["denied", "failed", "over", "email_missing", "email_taken", "linked"]
  .map((code) => `\`provider.${code}\``)
  .join(", ");

type Parts = Pick<RouteParts, "accounts">;
type OnRequest = ReturnType<typeof limitAttempts>;

const asPresent = [
  ...badBody,
  "auth.required",
  "auth.sign_in_again",
  "auth.invalid_credentials",
  "request.rate_limited",
  "provider.off",
] as const;

/**
 * @param onRequest Counts attempts with those to sign in.
 * @param enter Hands out the cookie of a new session.
 */
export function providerRoutes(app: App, parts: Parts, onRequest: OnRequest, enter: Enter): void {
  signInRoutes(app, parts, onRequest, enter);
  linkRoutes(app, parts, onRequest);
}

/** Throws `provider.off`. */
function providerOf({ accounts }: Parts): Provider {
  if (accounts.provider) return accounts.provider;
  throw new Refusal("provider.off");
}

/** Has the browser keep for the server what it needs when its person comes back. */
function keepUntilBack({ accounts }: Parts) {
  const name = `${accounts.cookies.prefix}.provider`;
  const write = (request: FastifyRequest, reply: FastifyReply, value: string, seconds: number) => {
    // Lax, since the way back begins at another site.
    const cookie = `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
    reply.header("set-cookie", accounts.cookies.write(cookie, request.headers));
  };
  return {
    send(request: FastifyRequest, reply: FastifyReply, { url, kept }: Departure): ProviderAddress {
      write(request, reply, kept, awaySeconds);
      return { url };
    },
    take(request: FastifyRequest, reply: FastifyReply): string | undefined {
      write(request, reply, "", 0);
      return accounts.cookies
        .read(request.headers)
        ?.split(/; */)
        .find((cookie) => cookie.startsWith(`${name}=`))
        ?.slice(name.length + 1);
    },
  };
}

function signInRoutes(app: App, parts: Parts, onRequest: OnRequest, enter: Enter): void {
  const { accounts } = parts;
  const { headersOf } = sessionHeaders(accounts.cookies);
  const keeping = keepUntilBack(parts);

  app.get(
    "/sign-in/ways",
    {
      schema: {
        operationId: "signInWays",
        tags,
        security,
        summary: "How people sign in here",
        response: { 200: json("The ways.", SignInWays), ...problems() },
      },
    },
    async () => ({
      passwords: accounts.takesPasswords,
      provider: accounts.provider?.name ?? null,
    }),
  );

  app.post(
    "/sign-in/provider",
    {
      onRequest,
      schema: {
        operationId: "goToProvider",
        tags,
        security,
        summary: "Sign in with the identity provider",
        description: "Sets a cookie for the way back, and says where the browser is to go.",
        body: GoToProvider,
        response: {
          200: json("The provider's page to sign in.", ProviderAddress),
          ...problems(...badBody, "provider.off", "provider.unreachable", "request.rate_limited"),
        },
      },
    },
    async (request, reply) => {
      const departure = await providerOf(parts).depart(request.body);
      return keeping.send(request, reply, departure);
    },
  );

  app.get(
    "/provider/callback",
    {
      onRequest,
      schema: {
        operationId: "comeFromProvider",
        tags,
        security,
        summary: "Where the identity provider sends people back to",
        description:
          "Signs in and leads to the page that was wanted, or to one that says what went wrong.",
        response: {
          302: { description: `A page of the web client, ${troubles} behind its \`#\`.` },
          ...problems("provider.off"),
        },
      },
    },
    async (request, reply) => {
      const provider = providerOf(parts);
      const kept = keeping.take(request, reply);
      const [, query = ""] = request.url.split("?", 2);
      const { path, signedIn } = await provider.arrive(query, kept, headersOf(request));
      if (signedIn) enter(request, reply, signedIn);
      return reply.redirect(path, 302);
    },
  );
}

function linkRoutes(app: App, parts: Parts, onRequest: OnRequest): void {
  const { accounts } = parts;
  const { headersOf } = sessionHeaders(accounts.cookies);
  const keeping = keepUntilBack(parts);

  app.get(
    "/provider/link",
    {
      schema: {
        operationId: "providerLink",
        tags,
        summary: "Whether I sign in with the identity provider",
        response: {
          200: json("Since when.", ProviderLink),
          ...problems("auth.required", "provider.off"),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      const provider = providerOf(parts);
      return { provider: provider.name, ...(await provider.status(me)) };
    },
  );

  app.post(
    "/provider/link",
    {
      onRequest,
      schema: {
        operationId: "linkProvider",
        tags,
        summary: "Link my account with the identity provider",
        description: "Sets a cookie for the way back, and says where the browser is to go.",
        body: ChangeProviderLink,
        response: {
          200: json("The provider's page to sign in.", ProviderAddress),
          ...problems(...asPresent, "provider.linked", "provider.unreachable"),
        },
      },
    },
    async (request, reply) => {
      const me = await accounts.changer(headersOf(request));
      const provider = providerOf(parts);
      const departure = await provider.departToLink(me, request.body.currentPassword);
      return keeping.send(request, reply, departure);
    },
  );

  app.post(
    "/provider/unlink",
    {
      onRequest,
      schema: {
        operationId: "unlinkProvider",
        tags,
        summary: "Sign in with the identity provider no more",
        body: ChangeProviderLink,
        response: {
          200: json("It signs in no more.", Status),
          ...problems(...asPresent, "provider.not_linked", "provider.only_way"),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      await providerOf(parts).unlink(me, request.body.currentPassword);
      return { status: true } as const;
    },
  );
}
