/** Of two numbers of days that messages are kept, whether the second is the shorter time. 0 is for ever. */
export function isShorter(before: number, after: number): boolean {
  return after > 0 && (before === 0 || after < before);
}
