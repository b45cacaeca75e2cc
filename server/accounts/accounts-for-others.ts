import { randomUUID } from "node:crypto";
import type { Me } from "@roost/protocol/user.ts";
import type { AuditedActor } from "../audit/record.ts";
import type { Db } from "../store/database.ts";
import { type AccountPolicy, createAccount, type NewAccount } from "./create-account.ts";
import type { Passwords } from "./password.ts";

interface Parts {
  db: Db;
  passwords: Passwords;
  now: () => Date;
  /** Takes a new person into the rooms that everybody is in. */
  onMade(me: Me): Promise<void>;
}

/** Accounts that somebody makes for somebody else, who sets the password by a link. */
export class AccountsForOthers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Throws as `createAccount` does. @param policy See there. */
  async create(
    madeBy: AuditedActor,
    account: Omit<NewAccount, "password">,
    policy: Pick<AccountPolicy, "role" | "custom" | "admit">,
  ): Promise<Me> {
    const { db, passwords, now, onMade } = this.#parts;
    // Nobody is told this one: the link replaces it.
    const given = { ...account, password: randomUUID() };
    const made = { ...policy, language: null, now: now(), madeBy };
    const { me } = await createAccount(db, passwords, given, made);
    await onMade(me);
    return me;
  }
}
