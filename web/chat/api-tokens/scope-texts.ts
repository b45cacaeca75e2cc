import type { TokenScope } from "@roost/protocol/token-scopes.ts";

/** What each scope is called, and what it opens. */
export const scopeTexts = {
  read: { label: "api-tokens.scope.read", hint: "api-tokens.scope.read.hint" },
  write: { label: "api-tokens.scope.write", hint: "api-tokens.scope.write.hint" },
  account: { label: "api-tokens.scope.account", hint: "api-tokens.scope.account.hint" },
  admin: { label: "api-tokens.scope.admin", hint: "api-tokens.scope.admin.hint" },
} as const satisfies Record<TokenScope, object>;
