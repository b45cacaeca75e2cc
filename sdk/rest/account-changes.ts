import type {
  ChangeEmail,
  ChangePassword,
  ChangeUsername,
  ConfirmEmail,
  ConfirmedEmail,
  EmailChange,
  RequestPasswordReset,
  RequestUnlock,
  ResetPassword,
  UnlockBrowser,
  UsernameChange,
} from "@roost/protocol/accounts.ts";
import type { Accounts } from "./accounts.ts";

/** Changes of an account, and the ways back into it. Each method throws `ApiError` or `NetworkError`. */
export class AccountChanges {
  readonly #accounts: Pick<Accounts, "request">;

  constructor(accounts: Pick<Accounts, "request">) {
    this.#accounts = accounts;
  }

  /**
   * Has a link mailed with which a new password can be set, to whoever has this user name or address. Whether
   * somebody has, is not told.
   */
  async requestPasswordReset(login: string): Promise<void> {
    const body: RequestPasswordReset = { login };
    await this.#accounts.request("POST", "request-password-reset", body);
  }

  /** Sets a new password by what the link carries behind its `#`, and signs its person out everywhere. */
  async resetPassword(body: ResetPassword): Promise<void> {
    await this.#accounts.request("POST", "reset-password", body);
  }

  /**
   * Has a link mailed that lets a browser try again, to whoever has this user name or address. Whether somebody has, is
   * not told.
   */
  async requestUnlock(login: string): Promise<void> {
    const body: RequestUnlock = { login };
    await this.#accounts.request("POST", "request-unlock", body);
  }

  /** Lets this browser try again after many wrong passwords, by what the link carries behind its `#`. */
  async unlock(token: string): Promise<void> {
    const body: UnlockBrowser = { token };
    await this.#accounts.request("POST", "unlock", body);
  }

  /** Sets another password, and signs me out everywhere else. */
  async changePassword(body: ChangePassword): Promise<void> {
    await this.#accounts.request("POST", "change-password", body);
  }

  /** Has another user name. Returns it as it is kept. */
  async changeUsername(body: ChangeUsername): Promise<string> {
    return (await this.#accounts.request<UsernameChange>("POST", "change-username", body)).username;
  }

  /** Asks for another address. Returns whether it is still to be confirmed, by a link that is mailed there. */
  async changeEmail(body: ChangeEmail): Promise<boolean> {
    return (await this.#accounts.request<EmailChange>("POST", "change-email", body)).confirmation;
  }

  /** Has a link mailed once more that confirms my present address. */
  async requestConfirmation(): Promise<void> {
    await this.#accounts.request("POST", "request-confirmation");
  }

  /** Confirms an address by what the link carries behind its `#`. Returns it. */
  async confirmEmail(token: string): Promise<string> {
    const body: ConfirmEmail = { token };
    return (await this.#accounts.request<ConfirmedEmail>("POST", "confirm-email", body)).email;
  }
}
