import { isOpen } from "@roost/protocol/rights.ts";
import type { FastifyRequest } from "fastify";
import type { Accounts } from "../accounts/accounts.ts";
import { requireSamePerson } from "../accounts/same-person.ts";
import { type Actor, actorOf, requireAdmitted, requireScope } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import { clientAddress } from "./client-address.ts";
import { operationOf } from "./rights.ts";
import { sessionHeaders } from "./session-cookie.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks. Null only where a route does not require it. */
    actor: Actor | null;
    /** Of the session or the API token that it comes with; null as above. */
    sessionId: string | null;
  }
}

/** Names the person whom the client acts for. */
const personHeader = "roost-user";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Makes the hook that lets nobody in without a token or a session cookie. */
export function requireIdentity(accounts: Accounts) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = bearerToken(request);
    const writes = !safeMethods.has(request.method);
    const identity = await accounts.visitors.authenticate(request.headers, token, writes);
    const { userId: id, sessionId, scopes } = identity;
    const named = namedPerson(request);
    if (named !== null) requireSamePerson(named, id);
    const operation = operationOf(request);
    if (operation) {
      requireAdmitted(identity, operation);
      requireScope(scopes, operation);
    }
    const address = clientAddress(request);
    accounts.uses.note(sessionId, address);
    const ofSession = token === undefined ? "session" : "token";
    const means = scopes === null ? ofSession : "api token";
    request.actor = actorOf({ id, ...(await accounts.standingOf(identity)) }, means, address);
    request.sessionId = sessionId;
  };
}

/**
 * Makes the hook of the account routes, where somebody may not be signed in yet: a page of
 * another site must not sign its visitors in or out either.
 */
export function requireOwnPage(accounts: Accounts) {
  return async (request: FastifyRequest): Promise<void> => {
    if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return;
    if (isOfBrowser(request)) accounts.requireOwnPage(request.headers);
  };
}

/** Whether a page may have sent it. What is not a browser sends neither a cookie nor an origin. */
export function isOfBrowser({ headers }: FastifyRequest): boolean {
  return headers.cookie !== undefined || headers.origin !== undefined;
}

/**
 * Makes the hook of the account routes that holds a page to the person whom it acts for, whoever has
 * signed in meanwhile in another tab of the same browser.
 */
export function requireNamedPerson(accounts: Accounts) {
  const { headersOf } = sessionHeaders(accounts.cookies);
  return async (request: FastifyRequest): Promise<void> => {
    const named = namedPerson(request);
    if (named !== null) await accounts.requirePerson(named, headersOf(request));
  };
}

/**
 * Makes the hook of the account routes that keeps out who has to confirm their address or to be let in first, and API
 * tokens.
 */
export function requireAdmittedPerson(accounts: Accounts) {
  const { headersOf } = sessionHeaders(accounts.cookies);
  return async (request: FastifyRequest): Promise<void> => {
    const operation = operationOf(request);
    if (!operation || isOpen(operation)) return;
    const token = readBearer(request.headers.authorization);
    if (token !== undefined) await accounts.visitors.requireScope(token, operation);
    await accounts.requireAdmitted(operation, headersOf(request));
  };
}

/** Whom the client acts for, where it says so. */
function namedPerson({ headers }: FastifyRequest): string | null {
  const named = headers[personHeader];
  return typeof named === "string" ? named : null;
}

/** Who asks, behind `requireIdentity`. */
export function me({ actor }: FastifyRequest): Actor {
  if (!actor) throw new Error("A route asks who it is for without requiring anybody");
  return actor;
}

function bearerToken({ headers }: FastifyRequest): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const token = readBearer(headers.authorization);
  if (token === undefined) {
    throw new Refusal("auth.token_invalid", "Write the header as `Authorization: Bearer <token>`.");
  }
  return token;
}

function readBearer(authorization = ""): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
}
