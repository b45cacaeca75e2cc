import type { FastifyRequest } from "fastify";
import type { Accounts } from "../accounts/accounts.ts";
import type { Identity } from "../accounts/identity.ts";
import { Refusal } from "../refusal.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks. Null only where a route does not require it. */
    identity: Identity | null;
  }
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Makes the hook that lets nobody in without a token or a session cookie. */
export function requireIdentity(accounts: Accounts) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = bearerToken(request);
    const writes = !safeMethods.has(request.method);
    request.identity = await accounts.authenticate(request.headers, token, writes);
  };
}

/**
 * Makes the hook of the account routes, where somebody may not be signed in yet: a page of
 * another site must not sign its visitors in or out either. What is not a browser sends neither
 * a cookie nor an origin.
 */
export function requireOwnPage(accounts: Accounts) {
  return async (request: FastifyRequest): Promise<void> => {
    const { cookie, origin, authorization } = request.headers;
    if (safeMethods.has(request.method) || authorization !== undefined) return;
    if (cookie !== undefined || origin !== undefined) {
      accounts.requireAllowedOrigin(request.headers);
    }
  };
}

/** The id of the person who asks, behind `requireIdentity`. */
export function me(request: FastifyRequest): string {
  if (!request.identity) throw new Error("A route reads the identity without requiring one");
  return request.identity.userId;
}

function bearerToken({ headers }: FastifyRequest): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const token = /^Bearer +([^\s]+)$/i.exec(headers.authorization)?.[1];
  if (token === undefined) {
    throw new Refusal("auth.token_invalid", "Write the header as `Authorization: Bearer <token>`.");
  }
  return token;
}
