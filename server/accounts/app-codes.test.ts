import { expect, test } from "vitest";
import { codeAt } from "../testing/authenticator.ts";
import { appUri, digitsOf, newAppSecret, stepsOf } from "./app-codes.ts";

/** "12345678901234567890", of the appendix of RFC 6238. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at %i s the code of RFC 6238 is %s", async (seconds, code) => {
  const now = new Date(seconds * 1_000);
  expect(await stepsOf(secret, code, now)).toEqual([Math.floor(seconds / 30)]);
  expect(codeAt(secret, now)).toBe(code);
});

test("a clock may be half a minute wrong, and no more", async () => {
  const code = codeAt(secret, new Date(600_000));
  for (const [at, found] of [
    [569_999, 0],
    [570_000, 1],
    [600_000, 1],
    [659_999, 1],
    [660_000, 0],
  ] as const) {
    expect(await stepsOf(secret, code, new Date(at)), `${at}`).toHaveLength(found);
  }
});

test("what apps read has the secret, the server and the person", () => {
  const uri = new URL(appUri(secret, "chat.example.org", "ann.b"));
  expect(`${uri.protocol}//${uri.host}${uri.pathname}`).toBe(
    "otpauth://totp/chat.example.org:ann.b",
  );
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    secret,
    issuer: "chat.example.org",
    digits: "6",
    period: "30",
  });
});

test("a secret has 160 bits, and is another one each time", () => {
  const secrets = Array.from({ length: 50 }, newAppSecret);
  for (const one of secrets) expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(new Set(secrets).size).toBe(50);
});

test.each([
  ["123456", "123456"],
  [" 123 456\n", "123456"],
  ["１２３-４５６", "123456"],
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
  ["", null],
])("%j is the digits %j", (typed, digits) => {
  expect(digitsOf(typed)).toBe(digits);
});
