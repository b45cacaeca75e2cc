import type {
  BeginSecondFactor,
  ConfirmSecondFactor,
  PasswordAndCode,
  RecoveryCodes,
  SecondFactorSetUp,
  SecondFactorStatus,
} from "@roost/protocol/accounts.ts";
import type { Accounts } from "./accounts.ts";

/**
 * The codes of an app that are asked for at a sign-in, beside the password. Each method throws `ApiError` or
 * `NetworkError`.
 */
export class SecondFactor {
  readonly #accounts: Pick<Accounts, "request">;

  constructor(accounts: Pick<Accounts, "request">) {
    this.#accounts = accounts;
  }

  /** Whether it is on, and how many recovery codes are left. */
  status(): Promise<SecondFactorStatus> {
    return this.#accounts.request("GET", "second-factor");
  }

  /** Makes what an app makes its codes of. It is on once `confirm` was given a code, within an hour. */
  begin(currentPassword: string): Promise<SecondFactorSetUp> {
    const body: BeginSecondFactor = { currentPassword };
    return this.#accounts.request("POST", "second-factor/begin", body);
  }

  /** Switches it on, and signs me out everywhere else. Returns the recovery codes, which are told once. */
  async confirm(code: string): Promise<string[]> {
    const body: ConfirmSecondFactor = { code };
    const answer = await this.#accounts.request<RecoveryCodes>(
      "POST",
      "second-factor/confirm",
      body,
    );
    return answer.recoveryCodes;
  }

  /** Makes recovery codes in place of all that there were. */
  async makeRecoveryCodes(body: PasswordAndCode): Promise<string[]> {
    const answer = await this.#accounts.request<RecoveryCodes>(
      "POST",
      "second-factor/recovery-codes",
      body,
    );
    return answer.recoveryCodes;
  }

  /** The password alone is enough from now on. */
  async switchOff(body: PasswordAndCode): Promise<void> {
    await this.#accounts.request("POST", "second-factor/switch-off", body);
  }
}
