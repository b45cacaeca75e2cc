import type { SignedIn } from "@roost/protocol/accounts.ts";
import { betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";
import { jwt } from "better-auth/plugins";
import type { Logger } from "pino";
import type { Db } from "../store/database.ts";
import { parseAddress } from "./address.ts";
import type { ServerSecrets } from "./server-secrets.ts";
import { hashOfSecret, hashSecrets } from "./session-secrets.ts";
import type { AccountSettings } from "./settings.ts";

/** Where the HTTP layer says who asks; a header that comes from outside never gets this far. */
export const clientAddressHeader = "x-roost-client-address";

/** Where who sent these headers is; null where that is not known. */
export function addressOf(headers: Headers): string | null {
  return parseAddress(headers.get(clientAddressHeader) ?? "");
}

/** An answer, and the headers (session cookies) that go with it. */
export interface WithHeaders<Answer> {
  answer: Answer;
  headers: Headers;
}

/** Somebody who has just signed in, with the secret of their session. */
export type Entered = Required<SignedIn>;

const day = 24 * 60 * 60;
/** Characters of a session's secret, each of 62. */
const secretLength = 32;

export interface AuthParts {
  db: Db;
  secrets: ServerSecrets;
  /** What the names of its cookies begin with. */
  cookiePrefix: string;
  settings: AccountSettings;
  log: Logger;
  /** A session was signed out, revoked or found expired. */
  onSessionEnded(session: { id: string; userId: string }): void;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Better Auth on our tables: sessions, their cookie, signing out, and the signing keys.
 *
 * What it would also do is done elsewhere, once for the whole server: accounts are made by
 * `createAccount` and signed in by `sign-in.ts`, under one set of rules; origins and rates are
 * checked by the HTTP layer before a call comes here.
 */
export function createAuth(parts: AuthParts) {
  const { secrets, settings } = parts;
  return betterAuth({
    appName: "Roost",
    basePath: "/api/auth",
    // Nothing is derived from it; without a value it would be looked for in the environment.
    baseURL: settings.publicUrl ?? "http://localhost",
    secret: secrets.secret,
    database: { db: parts.db, type: "postgres" },
    session: {
      expiresIn: Math.min(settings.sessionIdleDays, settings.sessionMaxDays) * day,
      // `SessionUses` does it, also for what comes over the gateway.
      disableSessionRefresh: true,
      freshAge: 0,
      ...sessionTable,
    },
    user: userTable,
    account: accountTable,
    verification: verificationTable,
    databaseHooks: {
      session: { delete: { after: async (session) => parts.onSessionEnded(session) } },
    },
    advanced: {
      cookiePrefix: parts.cookiePrefix,
      // `Secure` depends on how each request came, so `SessionCookies` adds it.
      useSecureCookies: false,
      database: { generateId: "uuid", validateSchema: false },
      ipAddress: { ipAddressHeaders: [clientAddressHeader], ipv6Subnet: 128 },
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: logTo(parts.log),
    plugins: [
      hashSecrets(),
      jwt({
        jwks: { keyPairConfig: { alg: "EdDSA", crv: "Ed25519" } },
        jwt: {
          issuer: tokenParty(secrets.serverId),
          audience: tokenParty(secrets.serverId),
          expirationTime: `${settings.tokenLifetimeSeconds}s`,
        },
        disableSettingJwtHeader: true,
        schema: signingKeyTable,
      }),
      startSession(settings.sessionMaxDays * day),
    ],
  });
}

/** Issuer and audience of tokens: the server itself, since its address differs by visitor. */
export function tokenParty(serverId: string): string {
  return `urn:roost:server:${serverId}`;
}

/**
 * Makes a session for somebody who has an account. Not reachable over HTTP.
 *
 * @param cookieSeconds How long browsers keep its cookie: the server knows by itself when it is over.
 */
function startSession(cookieSeconds: number) {
  return {
    id: "roost",
    endpoints: {
      startSession: createAuthEndpoint.serverOnly(
        { method: "POST", metadata: { $Infer: { body: {} as { userId: string } } } },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw new Error("A session was asked for somebody without an account");
          const secret = generateRandomString(secretLength);
          const stored = { token: hashOfSecret(secret) };
          const session = await internalAdapter.createSession(user.id, false, stored, true);
          const told = { session: { ...session, token: secret }, user };
          await setSessionCookie(ctx, told, false, { maxAge: cookieSeconds });
          return { token: secret, user, sessionId: session.id };
        },
      ),
    },
  } as const;
}

function logTo(log: Logger) {
  return {
    level: "error",
    // The arguments may hold what people typed; of those only an error is kept.
    log: (_level: string, message: string, ...details: unknown[]) => {
      const err = details.find((detail) => detail instanceof Error);
      log.error(err ? { err } : {}, `accounts: ${message}`);
    },
  } as const;
}

const times = { createdAt: "created_at", updatedAt: "updated_at" } as const;

const ownText = { type: "string", required: false, input: false } as const;

const userTable = {
  modelName: "users",
  fields: { name: "display_name", emailVerified: "email_verified", ...times },
  additionalFields: {
    username: { type: "string", required: true, input: false },
    role: { type: "string", required: true, input: false },
    confirmationRequired: {
      type: "boolean",
      required: false,
      input: false,
      fieldName: "confirmation_required",
    },
    customRoleId: { ...ownText, fieldName: "custom_role_id" },
    registeredBy: { ...ownText, fieldName: "registered_by" },
    approval: { ...ownText, fieldName: "approval" },
    picture: ownText,
    approvalReason: { ...ownText, fieldName: "approval_reason" },
  },
} as const;

const sessionTable = {
  modelName: "sessions",
  fields: {
    userId: "user_id",
    expiresAt: "expires_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
    ...times,
  },
} as const;

const accountTable = {
  modelName: "credentials",
  fields: {
    userId: "user_id",
    providerId: "provider_id",
    accountId: "account_id",
    password: "password_hash",
    accessToken: "access_token",
    refreshToken: "refresh_token",
    idToken: "id_token",
    accessTokenExpiresAt: "access_token_expires_at",
    refreshTokenExpiresAt: "refresh_token_expires_at",
    ...times,
  },
} as const;

const verificationTable = {
  modelName: "verifications",
  fields: { expiresAt: "expires_at", ...times },
} as const;

const signingKeyTable = {
  jwks: {
    modelName: "signing_keys",
    fields: {
      publicKey: "public_key",
      privateKey: "private_key",
      createdAt: "created_at",
      expiresAt: "expires_at",
    },
  },
} as const;
