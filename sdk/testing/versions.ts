export function wholeUpTo(rows: readonly { version: number }[], limit: number): number {
  const extra = rows[limit];
  return extra ? extra.version - 1 : Number.POSITIVE_INFINITY;
}

export function byVersion(a: { version: number }, b: { version: number }): number {
  return a.version - b.version;
}
