/**
 * Ids as PostgreSQL writes a list of them, to be cast to `uuid[]`. The driver would look through each
 * id for what has to be escaped, which for ten thousand of them takes longer than to look them up.
 */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}

/** The same of numbers, to be cast to `bigint[]` or the like. */
export function numberArray(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}
