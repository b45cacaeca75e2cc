import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the provider knows of somebody, beside their id there. */
export interface KnownPerson {
  preferred_username?: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
}

export const clientId = "roost";
export const clientSecret = "a-secret-between-the-two-of-them";

/** A real identity provider, which lets in whoever it is told to, without asking. */
export interface IdentityProvider {
  issuer: string;
  /** Who they are that it knows, by their id. */
  people: Map<string, KnownPerson>;
  /** Who comes next; null for somebody who turns back. */
  comes(id: string | null): void;
  /** What it signs from then on is not by the keys that it publishes, or is again. */
  forges(isForged: boolean): void;
  close(): Promise<void>;
}

/** @param publicUrl Of the server whose people it signs in. */
export async function startIdentityProvider(publicUrl: string): Promise<IdentityProvider> {
  const people = new Map<string, KnownPerson>();
  let next: string | null = null;
  let published: object | null = null;
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: clientId, client_secret: clientSecret },
        redirect_uris: [`${publicUrl}/api/auth/provider/callback`],
      },
    ],
    cookies: { keys: ["of no use to anybody"] },
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name", "preferred_username", "groups"],
    },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: async (_ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId as string,
        accountId: oidc.session?.accountId as string,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (published !== null && request.url === "/jwks") {
      return response.setHeader("content-type", "application/json").end(JSON.stringify(published));
    }
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    const result =
      next === null ? { error: "access_denied" } : { login: { accountId: next, remember: false } };
    void provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  });
  return {
    ...{ issuer, people },
    comes(id) {
      next = id;
    },
    forges(isForged) {
      const another = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
      const key = { ...another.export({ format: "jwk" }), use: "sig", alg: "RS256" };
      published = isForged ? { keys: [key] } : null;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * Goes through the pages of a provider as a browser does, with its cookies.
 *
 * @returns the address that it sends back to.
 */
export async function goThrough(url: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const { origin } = new URL(url);
  for (let at = new URL(url); ; ) {
    if (at.origin !== origin) return at;
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    const location = response.headers.get("location");
    if (location === null) throw new Error(`${at}: ${response.status} ${await response.text()}`);
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    at = new URL(location, at);
  }
}
