/** What an API token may be good for. Each operation takes one of them at most (`rights.ts`). */
export const tokenScopes = ["read", "write", "account", "admin"] as const;
export type TokenScope = (typeof tokenScopes)[number];
