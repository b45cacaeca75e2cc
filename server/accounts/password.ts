import { randomBytes, timingSafeEqual } from "node:crypto";
import os from "node:os";
import { Piscina } from "piscina";
import type { KeyParts } from "./derive-key.ts";

/**
 * Makes and checks password hashes. A password comes as `normalizePassword` leaves it. A test counts
 * the calls.
 */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(attempt: { hash: string; password: string }): Promise<boolean>;
  /** Whether a hash has the parameters that `hash` gives now. */
  isCurrent(hash: string): boolean;
}

/** With the usual `PASSWORD_HASH_COST` of 15: OWASP's scrypt parameters for 32 MiB, three times over. */
const blockSize = 8;
const parallelization = 3;

const saltBytes = 16;
const keyBytes = 32;

/** Two at a time bound the memory. */
const maxThreads = 2;
const idleThreadMs = 60_000;
/**
 * Threads that come after all others, where the system has that: whoever talks waits for nobody who signs in, also on a machine with
 * two cores.
 */
const threads = new Piscina<KeyParts, Uint8Array>({
  filename: new URL("./derive-key.ts", import.meta.url).href,
  minThreads: 0,
  maxThreads,
  idleTimeout: idleThreadMs,
  niceIncrement: os.constants.priority.PRIORITY_LOW,
});

/**
 * scrypt, in threads of its own. The hash names its parameters, so they can be raised later.
 *
 * @param costLog2 of its N: 2^15 blocks of 8 × 128 bytes are 32 MiB.
 */
export function scryptPasswords(costLog2: number): Passwords {
  const prefix = `$scrypt$ln=${costLog2},r=${blockSize},p=${parallelization}$`;
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      const cost = { log2: costLog2, r: blockSize, p: parallelization };
      const key = await threads.run({ password, salt, length: keyBytes, ...cost });
      return `${prefix}${salt.toString("base64")}$${Buffer.from(key).toString("base64")}`;
    },
    verify,
    isCurrent: (hash) => hash.startsWith(prefix),
  };
}

async function verify({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (!parts) throw new Error("The database has a password hash of a form that is not known");
  const [, ln, r, p, salt, key] = parts as unknown as string[];
  const expected = Buffer.from(String(key), "base64");
  const derived = await threads.run({
    password,
    salt: Buffer.from(String(salt), "base64"),
    ...{ length: expected.length, log2: Number(ln), r: Number(r), p: Number(p) },
  });
  return timingSafeEqual(derived, expected);
}
