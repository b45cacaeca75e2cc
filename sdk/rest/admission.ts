import type {
  CreatedInvite,
  CreateInvite,
  InviteInfo,
  InvitesPage,
  InvitesQuery,
  Registration,
  RegistrationsPage,
  RegistrationsQuery,
} from "@roost/protocol/registration.ts";
import type { PatchServerSettings, ServerSettingsState } from "@roost/protocol/server-settings.ts";
import type { Accounts } from "./accounts.ts";

/**
 * How people come to a server, for those outside and for those who let them in. In browsers; each method throws `ApiError`
 * or `NetworkError`.
 */
export class Admission {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  /** Who may sign up, as anybody is told. */
  registration(): Promise<Registration> {
    return this.#accounts.call("GET", "/api/registration");
  }

  /** Whether a link lets somebody in. */
  inviteInfo(secret: string): Promise<InviteInfo> {
    return this.#accounts.call("GET", `/api/invites/${encodeURIComponent(secret)}`);
  }

  /** How the server is run. */
  settings(): Promise<ServerSettingsState> {
    return this.#accounts.call("GET", "/api/admin/settings");
  }

  /** Changes all that are named, or none. Null gives a setting its fallback again. */
  setSettings(body: PatchServerSettings): Promise<ServerSettingsState> {
    return this.#accounts.call("PATCH", "/api/admin/settings", { body });
  }

  invites(query: InvitesQuery = {}): Promise<InvitesPage> {
    return this.#accounts.call("GET", "/api/admin/invites", { query });
  }

  /** Makes a link, which is told now and never again. */
  createInvite(body: CreateInvite = {}): Promise<CreatedInvite> {
    return this.#accounts.call("POST", "/api/admin/invites", { body });
  }

  async revokeInvite(inviteId: string): Promise<void> {
    await this.#accounts.call("DELETE", `/api/admin/invites/${encodeURIComponent(inviteId)}`);
  }

  /** Those who asked to be let in. */
  registrations(query: RegistrationsQuery = {}): Promise<RegistrationsPage> {
    return this.#accounts.call("GET", "/api/admin/registrations", { query });
  }

  async approve(userId: string): Promise<void> {
    await this.#accounts.call("PUT", `${registration(userId)}/approval`);
  }

  /** @param reason They are told it. */
  async refuse(userId: string, reason?: string): Promise<void> {
    const body = reason === undefined ? {} : { reason };
    await this.#accounts.call("PUT", `${registration(userId)}/refusal`, { body });
  }
}

const registration = (userId: string) => `/api/admin/registrations/${encodeURIComponent(userId)}`;
