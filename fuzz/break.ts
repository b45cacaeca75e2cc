import type { Random } from "@roost/stage/random.ts";

/** What programs stumble over. */
const nasty: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 2 ** 53,
  () => -(2 ** 63),
  () => 1e308,
  () => "",
  () => " ",
  () => "0",
  () => "\u0000",
  () => "\ud800",
  () => "\u202eabc\u2066",
  () => "a\u0301".repeat(2_000),
  () => "x".repeat(10_000),
  () => "'; DROP TABLE users; --",
  () => "%00%ff../../etc/passwd",
  () => "{{7*7}}",
  () => "2026-02-31T25:61:61Z",
  () => "9999-12-31T23:59:59.999Z",
  () => "0000-01-01T00:00:00Z",
  () => "00000000-0000-0000-0000-000000000000",
  () => "00000000-0000-0000-0000-00000000000G",
  () => "ffffffff-ffff-ffff-ffff-ffffffffffff.99999999999999999999",
  () => [],
  () => {
    return {};
  },
  () => [[[[[[[[[[[[]]]]]]]]]]]],
  () => JSON.parse('{"__proto__": {"role": "owner"}, "constructor": null}'),
  () => Array.from({ length: 2_000 }, (_, index) => index),
];

/** Something of no use anywhere. */
export function nastyValue(random: Random): unknown {
  return (random.pick(nasty) as () => unknown)();
}

/** The value with one thing wrong: a part replaced, left out or added. */
export function broken(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.7)) {
    const at = random.below(value.length);
    return value.map((item, index) => (index === at ? broken(item, random) : item));
  }
  if (typeof value === "object" && value !== null && random.chance(0.9)) {
    return brokenObject(value as Record<string, unknown>, random);
  }
  return nastyValue(random);
}

function brokenObject(value: Record<string, unknown>, random: Random): object {
  const name = random.pick(Object.keys(value));
  const how = random.next();
  if (name === undefined || how < 0.1)
    return { ...value, [`x${random.below(9)}`]: nastyValue(random) };
  if (how < 0.3) {
    const { [name]: _left, ...rest } = value;
    return rest;
  }
  return { ...value, [name]: broken(value[name], random) };
}

/** Bytes that are hardly JSON. */
export function brokenText(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  switch (random.below(5)) {
    case 0:
      return bytes.subarray(0, random.below(bytes.length + 1));
    case 1: {
      const changed = Buffer.from(bytes);
      if (changed.length > 0) changed[random.below(changed.length)] = random.below(256);
      return changed;
    }
    case 2:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 3:
      return Buffer.from(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
    default:
      return Buffer.from(text.replace(/\d+/, "1e400"));
  }
}
