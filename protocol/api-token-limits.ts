/** Bounds of API tokens and bots. Apart from `limits.ts`, which each first screen of the client loads. */
export const apiTokenLimits = {
  /** API tokens of one account that work at the same time. */
  apiTokens: 50,
  /** Characters of the name of one. */
  apiTokenNameCharacters: 60,
  /** Bots of a server. */
  bots: 500,
} as const;
