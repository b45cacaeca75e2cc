/** Bounds of API tokens. Apart from `limits.ts`, which each first screen of the client loads. */
export const apiTokenLimits = {
  /** API tokens of one account that work at the same time. */
  apiTokens: 50,
  /** Characters of the name of one. */
  apiTokenNameCharacters: 60,
} as const;
