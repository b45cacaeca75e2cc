/** What long work there is. `data-export`: puts together the download of all that is one person's. */
export const jobKinds = ["data-export"] as const;

/** `waiting` also for what is tried again later; `failed` where nobody tries it again by themselves. */
export const jobStates = ["waiting", "running", "done", "failed", "cancelled"] as const;
