import type {
  AddedPasskey,
  BeginPasskey,
  ConfirmPasskey,
  Passkeys as ListOfPasskeys,
  PasskeyQuestion,
  PasskeyToMake,
  RemovePasskey,
  RenamePasskey,
} from "@roost/protocol/passkeys.ts";
import type { Accounts } from "./accounts.ts";

/**
 * What browsers sign in with in place of a password, or of a code behind it. In a page of the server only. Each method
 * throws `ApiError` or `NetworkError`.
 */
export class Passkeys {
  readonly #accounts: Pick<Accounts, "request">;

  constructor(accounts: Pick<Accounts, "request">) {
    this.#accounts = accounts;
  }

  /** Mine, and whether it takes the password to add or remove one. */
  list(): Promise<ListOfPasskeys> {
    return this.#accounts.request("GET", "passkeys");
  }

  /**
   * What a browser is asked with; `Accounts.signIn` takes what it answers.
   *
   * @param challenge Behind a password: that of the `ApiError` which asked for more.
   */
  question(challenge?: string): Promise<PasskeyQuestion> {
    const body = challenge === undefined ? {} : { challenge };
    return this.#accounts.request("POST", "sign-in/passkey/question", body);
  }

  /** What a browser makes a passkey of. It signs in once `confirm` was given it, within ten minutes. */
  begin(body: BeginPasskey): Promise<PasskeyToMake> {
    return this.#accounts.request("POST", "passkeys/begin", body);
  }

  /** Returns recovery codes, which are told once, where it is the first second factor. */
  async confirm(body: ConfirmPasskey): Promise<string[] | null> {
    const answer = await this.#accounts.request<AddedPasskey>("POST", "passkeys/confirm", body);
    return answer.recoveryCodes;
  }

  async rename(body: RenamePasskey): Promise<void> {
    await this.#accounts.request("POST", "passkeys/rename", body);
  }

  async remove(body: RemovePasskey): Promise<void> {
    await this.#accounts.request("POST", "passkeys/remove", body);
  }
}
