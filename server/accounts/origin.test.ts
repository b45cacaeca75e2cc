import { expect, test } from "vitest";
import { createFindOwnPage } from "./origin.ts";

test.each([
  ["http://localhost:3000", "localhost:3000", true],
  ["http://127.0.0.1:3000", "127.0.0.1:3000", true],
  ["http://192.168.1.20:3000", "192.168.1.20:3000", true],
  ["http://[fd00::1]:3000", "[fd00::1]:3000", true],
  // HTTPS that a proxy ended; browsers leave the default port out.
  ["https://chat.example.org", "chat.example.org", true],
  ["https://chat.example.org", "chat.example.org:443", true],
  ["http://Chat.Example.org", "chat.example.org", true],
  ["http://localhost:3000", "localhost:3001", false],
  ["http://localhost:3000", "127.0.0.1:3000", false],
  ["https://evil.example", "chat.example.org", false],
  ["https://chat.example.org.evil.example", "chat.example.org", false],
  ["https://chat.example.org@evil.example", "chat.example.org", false],
  ["null", "null", false],
  ["file://", "", false],
  ["", "", false],
  [undefined, "localhost:3000", false],
])("without a public address, a page of %j may write to the host %j: %j", (origin, host, ours) => {
  const check = createFindOwnPage({ publicUrl: undefined, trustProxy: false });
  expect(check({ ...(origin !== undefined && { origin }), host }) !== null).toBe(ours);
});

test.each([
  ["https://chat.example.org", true],
  ["http://chat.example.org", false],
  ["http://10.0.0.5:3000", false],
  ["https://evil.example", false],
  ["https://chat.example.org:8443", false],
])("with a public address, a page of %j may write: %j", (origin, ours) => {
  const check = createFindOwnPage({ publicUrl: "https://chat.example.org/", trustProxy: true });
  expect(check({ origin, host: "10.0.0.5:3000" }) !== null).toBe(ours);
});

test("the host that a proxy forwards counts where the proxy is trusted", () => {
  const headers = {
    origin: "https://chat.example.org",
    host: "10.0.0.5:3000",
    "x-forwarded-host": "evil.example, chat.example.org",
  };
  expect(createFindOwnPage({ publicUrl: undefined, trustProxy: true })(headers)).not.toBeNull();
  expect(createFindOwnPage({ publicUrl: undefined, trustProxy: false })(headers)).toBeNull();
});

test("ACC-19: a passkey is made for the host of the page, without its port", () => {
  const find = createFindOwnPage({ publicUrl: undefined, trustProxy: false });
  const headers = { origin: "http://localhost:3000", host: "localhost:3000" };
  expect(find(headers)).toEqual({ origin: "http://localhost:3000", host: "localhost" });
  const known = createFindOwnPage({ publicUrl: "https://chat.example.org/", trustProxy: false });
  expect(known({ origin: "https://chat.example.org", host: "10.0.0.5:3000" })).toEqual({
    origin: "https://chat.example.org",
    host: "chat.example.org",
  });
});
