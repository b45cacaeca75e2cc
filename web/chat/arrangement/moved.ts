/** The order in which a section stands before another one; at the end where that is null. */
export function moved(order: readonly string[], id: string, before: string | null): string[] {
  const others = order.filter((one) => one !== id);
  const index = before === null ? others.length : others.indexOf(before);
  return others.toSpliced(index < 0 ? others.length : index, 0, id);
}
