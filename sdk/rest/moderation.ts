import type {
  AddressBansPage,
  AddressBansQuery,
  BanAddress,
} from "@roost/protocol/address-bans.ts";
import type {
  Filter,
  FiltersPage,
  FiltersQuery,
  MakeFilter,
  PatchFilter,
  TriedText,
} from "@roost/protocol/filters.ts";
import type { Accounts } from "./accounts.ts";

/**
 * From where nobody uses a server, and what may not be said there. In browsers; each method throws `ApiError` or
 * `NetworkError`.
 */
export class Moderation {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  addressBans(query: AddressBansQuery = {}): Promise<AddressBansPage> {
    return this.#accounts.call("GET", "/api/admin/address-bans", { query });
  }

  /** Lets nobody use the server from a network. */
  async banAddress(body: BanAddress): Promise<void> {
    await this.#accounts.call("POST", "/api/admin/address-bans", { body });
  }

  async endBan(banId: string): Promise<void> {
    await this.#accounts.call("DELETE", `/api/admin/address-bans/${encodeURIComponent(banId)}`);
  }

  filters(query: FiltersQuery = {}): Promise<FiltersPage> {
    return this.#accounts.call("GET", "/api/admin/filters", { query });
  }

  makeFilter(body: MakeFilter): Promise<Filter> {
    return this.#accounts.call("POST", "/api/admin/filters", { body });
  }

  changeFilter(filterId: string, body: PatchFilter): Promise<Filter> {
    return this.#accounts.call("PATCH", filter(filterId), { body });
  }

  async deleteFilter(filterId: string): Promise<void> {
    await this.#accounts.call("DELETE", filter(filterId));
  }

  /** What would become of a text. */
  tryFilters(text: string): Promise<TriedText> {
    return this.#accounts.call("POST", "/api/admin/filters/try", { body: { text } });
  }
}

const filter = (filterId: string) => `/api/admin/filters/${encodeURIComponent(filterId)}`;
