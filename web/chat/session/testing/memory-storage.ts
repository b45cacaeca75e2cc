/** A `Storage` as browsers have it, without a browser. `full` refuses to take anything. */
export function memoryStorage({ full = false } = {}): Storage {
  const entries = new Map<string, string>();
  const storage = {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key: string) => entries.get(key) ?? null,
    key: (index: number) => [...entries.keys()][index] ?? null,
    removeItem: (key: string) => void entries.delete(key),
    setItem(key: string, value: string) {
      if (full) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      entries.set(key, value);
    },
  };
  // Browsers list the entries as properties.
  return new Proxy(storage, {
    ownKeys: () => [...entries.keys()],
    getOwnPropertyDescriptor: (target, key) =>
      typeof key === "string" && entries.has(key)
        ? { enumerable: true, configurable: true, value: entries.get(key) }
        : Reflect.getOwnPropertyDescriptor(target, key),
  });
}
