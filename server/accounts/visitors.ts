import type { IncomingHttpHeaders } from "node:http";
import type { Operation } from "@roost/protocol/rights.ts";
import { requireAdmitted, requireScope } from "../actor.ts";
import { isApiSecret } from "../api-tokens/secret.ts";
import type { ApiTokens } from "../api-tokens/verify.ts";
import { Refusal } from "../refusal.ts";
import type { Device, DeviceTokens } from "./device-tokens.ts";
import type { Identity } from "./identity.ts";
import type { Tokens } from "./tokens.ts";

export interface VisitorsParts {
  tokens: Tokens;
  deviceTokens: DeviceTokens;
  apiTokens: ApiTokens;
  /** Whose session cookie these headers have; null without one, or when its session is over. */
  identityFromCookie(headers: IncomingHttpHeaders): Promise<Identity | null>;
  /** Throws `auth.origin_forbidden` for a request of a page that is not the server's. */
  requireOwnPage(headers: IncomingHttpHeaders): unknown;
}

/** Finds out who comes with a request or a new connection. */
export class Visitors {
  readonly #parts: VisitorsParts;

  constructor(parts: VisitorsParts) {
    this.#parts = parts;
  }

  /**
   * Whom a request or a new connection belongs to: by its token, or else by the session cookie.
   *
   * @param originMatters Whether a page of another site must not be able to do this in somebody's
   *   name: for writes, and for the gateway. A token needs no such check, since no browser sends
   *   it by itself.
   *
   * Throws `auth.required`, `auth.token_invalid`, `auth.token_expired`, `auth.origin_forbidden`, and of an API token
   * `auth.suspended`.
   */
  async authenticate(
    headers: IncomingHttpHeaders,
    token: string | undefined,
    originMatters: boolean,
  ): Promise<Identity> {
    const { tokens, apiTokens, identityFromCookie, requireOwnPage } = this.#parts;
    if (token !== undefined) return (isApiSecret(token) ? apiTokens : tokens).verify(token);
    const identity = await identityFromCookie(headers);
    if (!identity) throw new Refusal("auth.required");
    if (originMatters) requireOwnPage(headers);
    return identity;
  }

  /**
   * Whose device connects: by its token, which may have expired a while ago where it is one of a session, or else by the
   * session cookie. Whether that is open is for the caller to ask. Throws as `authenticate` does, and `auth.token_scope`.
   */
  async authenticateDevice(
    headers: IncomingHttpHeaders,
    token: string | undefined,
  ): Promise<Device> {
    if (token !== undefined && !isApiSecret(token)) return this.#parts.deviceTokens.verify(token);
    const identity = await this.authenticate(headers, token, true);
    requireAdmitted(identity, "connect");
    requireScope(identity.scopes, "connect");
    return identity;
  }

  /** Throws as `authenticate` does, and `auth.token_scope`, where a token is an API token and not good for this. */
  async requireScope(token: string, operation: Operation): Promise<void> {
    if (!isApiSecret(token)) return;
    requireScope((await this.#parts.apiTokens.verify(token)).scopes, operation);
  }
}
