import type {
  ChangeProviderLink,
  GoToProvider,
  ProviderAddress,
  ProviderLink,
  SignInWays,
} from "@roost/protocol/provider.ts";
import type { Accounts } from "./accounts.ts";

/**
 * Signing in with the identity provider of a server, where it has one. In a page of the server only, which goes to the
 * addresses that it is given. Each method throws `ApiError` or `NetworkError`.
 */
export class Provider {
  readonly #accounts: Pick<Accounts, "request">;

  constructor(accounts: Pick<Accounts, "request">) {
    this.#accounts = accounts;
  }

  /** How people sign in. */
  ways(): Promise<SignInWays> {
    return this.#accounts.request("GET", "sign-in/ways");
  }

  /** The address of the provider, to sign in. */
  async signIn(body: GoToProvider): Promise<string> {
    return (await this.#accounts.request<ProviderAddress>("POST", "sign-in/provider", body)).url;
  }

  /** Whether my account is linked. */
  status(): Promise<ProviderLink> {
    return this.#accounts.request("GET", "provider/link");
  }

  /** The address of the provider, to link my account. */
  async link(body: ChangeProviderLink): Promise<string> {
    return (await this.#accounts.request<ProviderAddress>("POST", "provider/link", body)).url;
  }

  async unlink(body: ChangeProviderLink): Promise<void> {
    await this.#accounts.request("POST", "provider/unlink", body);
  }
}
