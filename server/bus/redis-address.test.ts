import { expect, test } from "vitest";
import { parseRedisUrl } from "./redis-address.ts";

test.each([
  ["redis://redis", [{ host: "redis", port: 6379, isEncrypted: false }]],
  [
    "rediss://ann:p%40ss@redis.example.org:6380/0",
    [
      {
        host: "redis.example.org",
        port: 6380,
        isEncrypted: true,
        username: "ann",
        password: "p@ss",
      },
    ],
  ],
  ["redis://[::1]:7000", [{ host: "::1", port: 7000, isEncrypted: false }]],
  [
    "redis://:secret@a:7000, b:7001,redis://c",
    [
      { host: "a", port: 7000, isEncrypted: false, password: "secret" },
      { host: "b", port: 7001, isEncrypted: false, password: "secret" },
      { host: "c", port: 6379, isEncrypted: false },
    ],
  ],
])("%s is understood", (setting, addresses) => {
  expect(parseRedisUrl(setting)).toEqual(addresses);
});

test.each(["redis://", "redis://:hunter2@:6379", "redis://:hunter2@host:port", "redis://a,,b"])(
  "%s is refused, and not repeated",
  (setting) => {
    expect(() => parseRedisUrl(setting)).toThrow(/^The setting REDIS_URL is malformed, but/);
    expect(() => parseRedisUrl(setting)).not.toThrow(/hunter2/);
  },
);
