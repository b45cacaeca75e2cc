import type { AskForData, DataExport, DataLink } from "@roost/protocol/data-export.ts";
import type { Accounts } from "./accounts.ts";

/** The download of all that is mine. Each method throws `ApiError` or `NetworkError`. */
export class MyData {
  readonly #accounts: Pick<Accounts, "request">;

  constructor(accounts: Pick<Accounts, "request">) {
    this.#accounts = accounts;
  }

  /** How far it is. */
  status(): Promise<DataExport> {
    return this.#accounts.request("GET", "data");
  }

  /** Has all that is mine put together, whoever looks on. */
  ask(body: AskForData): Promise<DataExport> {
    return this.#accounts.request("POST", "data", body);
  }

  /** Has it put together no longer. */
  cancel(): Promise<DataExport> {
    return this.#accounts.request("POST", "data/cancel");
  }

  /** Where it is downloaded, by whoever is signed in as I am, within ten minutes. */
  link(body: AskForData): Promise<DataLink> {
    return this.#accounts.request("POST", "data/link", body);
  }
}
