/** Bounds of passkeys. Apart from `limits.ts`, which each first screen of the client loads. */
export const passkeyLimits = {
  /** Passkeys of one person. */
  passkeys: 20,
  /** Characters of the name of one. */
  passkeyNameCharacters: 40,
} as const;
