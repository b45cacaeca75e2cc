import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { codeOf, startTestServer, type TestServer, type TestServerOptions } from "./testing.ts";

let server: TestServer;
/** Milliseconds since the beginning of a test. */
let time = 0;
const began = Date.now();
async function start(config: NonNullable<TestServerOptions["config"]>): Promise<void> {
  time = 0;
  server = await startTestServer({ config, now: () => new Date(began + time) });
}
afterEach(() => server.close());

const alice = newPerson("alice");
const { username, email, password } = alice;
const wrong = { username, password: "wrong password" };

function post(path: string, body: unknown, address?: string): Promise<Response> {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(address !== undefined && { "x-forwarded-for": address }),
    },
    body: JSON.stringify(body),
  });
}

/** Signs in, and says what came of it. */
async function attempt(body: object, address: string): Promise<number> {
  const path = "email" in body ? "/sign-in/email" : "/sign-in/username";
  return (await post(path, body, address)).status;
}

describe("attempts of one address", () => {
  test("to sign in are counted with those to sign up", async () => {
    await start({ authAttemptsPerMinute: 3 });
    expect((await post("/sign-up/email", alice)).status).toBe(200);
    expect((await post("/sign-in/username", wrong)).status).toBe(401);
    expect((await post("/sign-in/email", { email, password })).status).toBe(200);
    const refused = await post("/sign-in/username", { username, password });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("20");
    expect(await codeOf(refused)).toBe("request.rate_limited");
    expect((await server.fetch("/api/auth/get-session")).status).toBe(200);
    time = 20_000;
    expect((await post("/sign-in/username", { username, password })).status).toBe(200);
    expect((await post("/sign-in/username", { username, password })).status).toBe(429);
  });

  test("are not hidden by a forged address", async () => {
    await start({ authAttemptsPerMinute: 1 });
    expect((await post("/sign-in/username", wrong, "10.0.0.1")).status).toBe(401);
    const other = { username: "nobody", password };
    expect((await post("/sign-in/username", other, "10.0.0.2")).status).toBe(429);
  });

  /** Behind a proxy: several ways to write what is one visitor. */
  test.each<[string, string[]]>([
    ["with ports", ["203.0.113.8:4000", "203.0.113.8:4001", "203.0.113.8"]],
    ["behind what the visitor told the proxy", ["10.0.0.1", "10.9.9.9, 10.0.0.1", "::1,10.0.0.1"]],
    ["in the form of IPv6", ["203.0.113.8", "::ffff:203.0.113.8", "[::FFFF:cb00:7108]:80"]],
    ["with spaces and quotes", [" 203.0.113.8 ", '"203.0.113.8:81"']],
    [
      "of IPv6, in brackets, with ports, in all its spellings",
      [
        "2001:db8::1",
        "[2001:db8::1]:4000",
        "[2001:db8::1]",
        "2001:DB8:0:0:0:0:0:1",
        '"[2001:db8::1]"',
      ],
    ],
    ["that changes within its /64", ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::9"]],
    ["of one link, with the name of an interface", ["fe80::1%eth0", "fe80::1%2", "fe80::1"]],
    [
      "that is none, and so the proxy's",
      ["unknown", "_hidden", "999.1.1.1", "10.1", "0x7f.1", "-"],
    ],
  ])("%s are counted together", async (_name, addresses) => {
    await start({ authAttemptsPerMinute: 1, trustProxy: true });
    const answers: number[] = [];
    for (const [index, address] of addresses.entries()) {
      // Another account each time, since each has a limit of its own.
      answers.push(await attempt({ username: `nobody${index}`, password }, address));
    }
    expect(answers).toEqual([401, ...addresses.slice(1).map(() => 429)]);
  });

  test("are not counted with those of a neighbour", async () => {
    await start({ authAttemptsPerMinute: 1, trustProxy: true });
    const addresses = ["10.0.0.1", "10.0.0.2", "2001:db8::1", "2001:db8:0:1::1"];
    for (const [index, address] of addresses.entries()) {
      expect(await attempt({ username: `nobody${index}`, password }, address)).toBe(401);
    }
  });

  test("are shown to their person as addresses", async () => {
    await start({ trustProxy: true });
    await post("/sign-up/email", alice);
    const answer = await post("/sign-in/username", alice, "[2001:db8:0::1]:4711");
    const { token } = await answer.json();
    const list = await server.fetch("/api/auth/list-sessions", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await list.json()).toContainEqual(
      expect.objectContaining({ current: true, ipAddress: "2001:db8::1" }),
    );
  });
});

describe("ACC-3: wrong passwords for one account, from many addresses", () => {
  let visitors = 0;
  /** An address that was not used before. */
  const elsewhere = () => `198.51.${Math.floor(++visitors / 250)}.${visitors % 250}`;
  const home = "192.0.2.7";

  beforeEach(async () => {
    await start({ authAttemptsPerMinute: 5, trustProxy: true });
    await post("/sign-up/email", alice, home);
  });

  test("are bounded, by name and by e-mail address together", async () => {
    const answers: number[] = [];
    for (const body of [
      wrong,
      { email, password: "?" },
      wrong,
      { username: " ALICE ", password: "?" },
    ]) {
      answers.push(await attempt(body, elsewhere()));
    }
    answers.push(await attempt({ email: "Alice@Example.org", password: "?" }, elsewhere()));
    expect(answers).toEqual([401, 401, 401, 401, 401]);
    const refused = await post("/sign-in/username", { username, password }, elsewhere());
    expect(await refused.clone().json()).toMatchObject({
      code: "request.rate_limited",
      detail: "Too many wrong passwords for this account; try again in 60 s.",
      retryAfterMs: 60_000,
    });
    expect(refused.headers.get("retry-after")).toBe("60");
  });

  test("at the same moment are bounded too", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => attempt(wrong, elsewhere())),
    );
    expect(answers.filter((status) => status === 401)).toHaveLength(5);
  });

  test("make nobody wait for more than a minute, however long it goes on", async () => {
    for (let minute = 0; minute < 5; minute++) {
      for (let count = 0; count < 20; count++) await attempt(wrong, elsewhere());
      time += 60_000;
      expect(await attempt({ username, password }, elsewhere())).toBe(200);
    }
  });

  test("do not keep out who is signed in from that network already", async () => {
    for (let count = 0; count < 8; count++) await attempt(wrong, elsewhere());
    expect(await attempt({ username, password }, elsewhere())).toBe(429);
    expect(await attempt({ username, password }, home)).toBe(200);
    expect(await attempt({ email, password }, `${home}:4000`)).toBe(200);
  });

  test("from that network are bounded too", async () => {
    for (let count = 0; count < 8; count++) await attempt(wrong, elsewhere());
    // The address has a limit of its own; this is the account's, of which each minute gives one.
    const answers: number[] = [];
    for (let count = 0; count < 15; count++) {
      time += 12_000;
      answers.push(await attempt(wrong, home));
    }
    expect(answers.filter((status) => status === 401).length).toBeLessThan(12);
    expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  });

  test("that does not exist are bounded alike, so that nobody learns what does", async () => {
    const ways: object[] = [
      wrong,
      { username: "nobody", password },
      { username: "no such name", password },
      { username: "x".repeat(5_000), password },
      { email: "nobody@example.org", password },
    ];
    const told: string[] = [];
    for (const body of ways) {
      const path = "email" in body ? "/sign-in/email" : "/sign-in/username";
      const answers: string[] = [];
      for (let count = 0; count < 7; count++) {
        answers.push(await (await post(path, body, elsewhere())).text());
      }
      told.push(answers.join("\n"));
    }
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain("request.rate_limited");
  });

  test("are not those with the right one: who signs in often is not held up", async () => {
    for (let count = 0; count < 12; count++) {
      expect(await attempt({ username, password }, elsewhere())).toBe(200);
    }
  });
});
