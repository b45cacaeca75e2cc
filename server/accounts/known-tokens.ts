import { hash } from "node:crypto";

/** Devices of a large node that were cut off and come back at the same moment. */
const MAX_KNOWN = 20_000;

/** Tokens that were checked before, by their digest: to look for one costs no signature. */
export class KnownTokens<Known> {
  /** The oldest first. */
  readonly #known = new Map<string, Known>();

  get(token: string): Known | undefined {
    return this.#known.get(digestOf(token));
  }

  add(token: string, known: Known): void {
    if (this.#known.size >= MAX_KNOWN) this.#forgetOldest();
    this.#known.set(digestOf(token), known);
  }

  #forgetOldest(): void {
    for (const digest of this.#known.keys()) {
      this.#known.delete(digest);
      return;
    }
  }
}

const digestOf = (token: string) => hash("sha256", token, "base64url");
