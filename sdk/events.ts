import { callSafely } from "./observable.ts";

/** Listeners by the name of what they hear. */
export class Events<Map extends { [Name in keyof Map]: (...args: never[]) => void }> {
  /** The same function may listen twice; each subscription ends by itself. */
  readonly #subscriptions: { [Name in keyof Map]?: Set<{ listener: Map[Name] }> } = {};

  on<Name extends keyof Map>(name: Name, listener: Map[Name]): () => void {
    const subscriptions = this.#subscriptions[name] ?? new Set();
    this.#subscriptions[name] = subscriptions;
    const subscription = { listener };
    subscriptions.add(subscription);
    return () => void subscriptions.delete(subscription);
  }

  emit<Name extends keyof Map>(name: Name, ...args: Parameters<Map[Name]>): void {
    for (const { listener } of [...(this.#subscriptions[name] ?? [])]) {
      callSafely(() => listener(...args));
    }
  }
}
