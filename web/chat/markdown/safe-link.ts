const allowed = new Set(["http:", "https:", "mailto:"]);

/** The address if it is one that a message may link to; null for `javascript:`, `data:` and the like. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address);
    return allowed.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
