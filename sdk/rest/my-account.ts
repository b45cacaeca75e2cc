import type { DeleteAccount, Deletion, DeletionTerms } from "@roost/protocol/deletion.ts";
import type { Accounts } from "./accounts.ts";

/** The end of one's account. Each method throws `ApiError` or `NetworkError`. */
export class MyAccount {
  readonly #accounts: Pick<Accounts, "request">;

  constructor(accounts: Pick<Accounts, "request">) {
    this.#accounts = accounts;
  }

  /** What it means to delete it here. */
  terms(): Promise<DeletionTerms> {
    return this.#accounts.request("GET", "deletion");
  }

  /** Deletes it, which signs me out everywhere. Who signs in until then keeps it. */
  delete(body: DeleteAccount): Promise<Deletion> {
    return this.#accounts.request("POST", "deletion", body);
  }
}
