import { type ScryptOptions, scryptSync } from "node:crypto";

/** What a key is made of. */
export interface KeyParts {
  password: string;
  salt: Uint8Array;
  /** Bytes of the key. */
  length: number;
  /** The logarithm to base 2 of scrypt's N, … */
  log2: number;
  /** … and its `r` and `p`. */
  r: number;
  p: number;
}

/** scrypt, which takes a third of a second with the usual parameters. For a thread of its own. */
export default function deriveKey({ password, salt, length, log2, r, p }: KeyParts): Uint8Array {
  const options: ScryptOptions = { cost: 2 ** log2, blockSize: r, parallelization: p };
  // What scrypt needs, and a little for its own buffers.
  options.maxmem = 128 * r * (2 ** log2 + p + 2) + 1024 * 1024;
  return scryptSync(password, salt, length, options);
}
