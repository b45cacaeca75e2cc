import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

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

/**
 * Hashes run on libuv's four threads, where token signatures are checked too. Two at a time
 * leave room for those, and bound the memory.
 */
const maxConcurrentHashes = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * scrypt, off the event loop. The hash names its parameters, so they can be raised later.
 *
 * @param costLog2 of its N: 2^15 blocks of 8 × 128 bytes are 32 MiB.
 */
export function scryptPasswords(costLog2: number): Passwords {
  const prefix = `$scrypt$ln=${costLog2},r=${blockSize},p=${parallelization}$`;
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      const key = await derive(password, salt, keyBytes, costLog2, blockSize, parallelization);
      return `${prefix}${salt.toString("base64")}$${key.toString("base64")}`;
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
  const derived = await derive(
    password,
    Buffer.from(String(salt), "base64"),
    expected.length,
    Number(ln),
    Number(r),
    Number(p),
  );
  return timingSafeEqual(derived, expected);
}

async function derive(
  password: string,
  salt: Buffer,
  length: number,
  log2: number,
  r: number,
  p: number,
): Promise<Buffer> {
  const options: ScryptOptions = { cost: 2 ** log2, blockSize: r, parallelization: p };
  // What scrypt needs, and a little for its own buffers.
  options.maxmem = 128 * r * (2 ** log2 + p + 2) + 1024 * 1024;
  await takeTurn();
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password, salt, length, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    running--;
    waiting.shift()?.();
  }
}

async function takeTurn(): Promise<void> {
  while (running >= maxConcurrentHashes) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running++;
}
