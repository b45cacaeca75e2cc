import { collectData } from "../data-exports/collect.ts";
import { deleteAccount } from "../deletions/delete-account.ts";
import { changeFoundWork } from "../managed-messages/change-found.ts";
import { expireMessages } from "../retention/expire.ts";
import type { Works } from "./kinds.ts";

/** How jobs of each kind are done. */
export const works: Works = {
  "data-export": collectData,
  "account-deletion": deleteAccount,
  "change-messages": changeFoundWork,
  retention: expireMessages,
};
