/** What long work there is. */
export const jobKinds = [
  "data-export",
  "account-deletion",
  "change-messages",
  "retention",
] as const;

/** `waiting` also for what is tried again later; `failed` where nobody tries it again by themselves. */
export const jobStates = ["waiting", "running", "done", "failed", "cancelled"] as const;
