import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { Logger } from "pino";
import { Refusal } from "../refusal.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** An identity provider that takes longer is not there. */
const timeoutSeconds = 10;

/** What is kept of a question to the provider until somebody comes back from it. */
export interface Asked {
  state: string;
  nonce: string;
  verifier: string;
}

/** What the provider says of somebody. */
export interface ProviderPerson {
  /** Theirs at this provider, for ever. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
  /** What they are called there; wishes for a user name, the best one first. */
  usernames: string[];
  displayName: string | null;
  groups: string[];
}

type Claims = Readonly<Record<string, unknown>>;

/** Asks an identity provider who somebody is, by OpenID Connect: authorization code, PKCE, state and nonce. */
export class ProviderClient {
  readonly #settings: ProviderSettings;
  readonly #log: Logger;
  #discovered: Promise<Configuration> | null = null;

  constructor(settings: ProviderSettings, log: Logger) {
    this.#settings = settings;
    this.#log = log;
  }

  /** Where somebody is sent, and what to keep until they are back. Throws `provider.unreachable`. */
  async begin(): Promise<{ url: string; asked: Asked }> {
    const { scopes, callback } = this.#settings;
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const url = buildAuthorizationUrl(await this.#configuration(), {
      ...{ redirect_uri: callback, scope: scopes, state, nonce },
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, asked: { state, nonce, verifier } };
  }

  /**
   * Who has come back. Throws `provider.denied`, `provider.failed`, `provider.unreachable`.
   *
   * @param query Of the address that they came back to.
   */
  async finish({ state, nonce, verifier }: Asked, query: string): Promise<ProviderPerson> {
    const configuration = await this.#configuration();
    try {
      const tokens = await authorizationCodeGrant(
        configuration,
        new URL(`${this.#settings.callback}?${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
      );
      const claims = tokens.claims();
      if (!claims) throw new Error("The provider gave no ID token");
      const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
      const more = endpoint
        ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : {};
      return this.#personOf(claims.sub, claims, more);
    } catch (error) {
      throw this.#refusalOf(error);
    }
  }

  /** @param more What is said beyond the ID token, and counts before it. */
  #personOf(subject: string, token: Claims, more: Claims): ProviderPerson {
    const claims = { ...token, ...more };
    // Whether an address is verified is said where the address is.
    const { email: given, email_verified } = text(more.email) === null ? token : more;
    const email = text(given);
    const wishes = [text(claims.preferred_username), email, text(claims.name), "person"];
    return {
      ...{ subject, email, emailVerified: email_verified === true },
      usernames: wishes.filter((wish) => wish !== null),
      displayName: text(claims.name) ?? text(claims.preferred_username),
      groups: texts(claims[this.#settings.groupsClaim]),
    };
  }

  /** What the provider says of itself; asked for once, and again where that failed. */
  async #configuration(): Promise<Configuration> {
    this.#discovered ??= discover(this.#settings);
    try {
      return await this.#discovered;
    } catch (err) {
      this.#discovered = null;
      this.#log.error({ err }, "the identity provider of OIDC_ISSUER cannot be reached");
      throw new Refusal("provider.unreachable");
    }
  }

  #refusalOf(error: unknown): Refusal {
    if (error instanceof AuthorizationResponseError && error.error === "access_denied") {
      return new Refusal("provider.denied");
    }
    this.#log.error({ err: error }, "the identity provider of OIDC_ISSUER signed nobody in");
    return new Refusal("provider.failed");
  }
}

/** What the provider says of itself. Fails where it cannot be reached, or calls itself otherwise. */
export function discover({
  issuer,
  clientId,
  clientSecret,
}: ProviderSettings): Promise<Configuration> {
  return discovery(issuer, clientId, {}, authOf(clientSecret), {
    timeout: timeoutSeconds,
    execute: [
      // Who somebody is has to be signed by the provider, too, whatever the connection to it is.
      enableNonRepudiationChecks,
      // Over HTTP only where whoever runs the server has written it so.
      ...(issuer.protocol === "http:" ? [allowInsecureRequests] : []),
    ],
  });
}

/** As the provider takes it: in a header, as the standard has it, or else in the body. */
function authOf(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (taken.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
}

const text = (claim: unknown): string | null =>
  typeof claim === "string" && claim.trim() !== "" ? claim : null;

const texts = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((one) => typeof one === "string");
