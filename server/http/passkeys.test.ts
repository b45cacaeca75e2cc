import type { Passkeys } from "@roost/protocol/passkeys.ts";
import { describe, expect, test } from "vitest";
import { everything, type SessionEnded } from "../bus/bus.ts";
import { codeAt } from "../testing/authenticator.ts";
import { PasskeyDevice } from "../testing/passkey-device.ts";
import { add, begin, list, question, url, use } from "../testing/passkeys.ts";
import {
  ann,
  currentPassword,
  isSignedIn,
  now,
  pass,
  post,
  secretOf,
  server,
  session,
  setUpServer,
  signIn,
  status,
  switchOn,
  takeMails,
} from "../testing/second-factor.ts";
import { codeOf, startTestServer, type TestServer } from "./testing.ts";

const minute = 60_000;
setUpServer(url);

describe("ACC-19: a passkey", () => {
  test("is added with the password, named, and listed with its last use", async () => {
    pass(11 * minute);
    expect(await list()).toEqual({ passkeys: [], passwordNeeded: true });
    expect(await codeOf(await begin())).toBe("auth.sign_in_again");
    expect(await codeOf(await begin({ currentPassword: "wrong password" }))).toBe(
      "auth.invalid_credentials",
    );
    const options = await (await begin({ currentPassword })).json();
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      user: { name: "ann", displayName: ann.name },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [],
    });
    const { device } = await add(new PasskeyDevice(), " My  phone ");
    expect((await list()).passkeys).toMatchObject([
      { name: "My phone", host: "localhost", usedAt: null, synced: false },
    ]);
    const { excludeCredentials } = await (await begin({ currentPassword })).json();
    expect(excludeCredentials).toEqual([
      { id: device.id, type: "public-key", transports: ["internal"] },
    ]);
    expect((await use(device.use((await question()).options))).status).toBe(200);
    const [{ id, usedAt }] = (await list()).passkeys as [Passkeys["passkeys"][number]];
    expect(usedAt).toBe(now().toISOString());
    expect((await post("/passkeys/rename", { id, name: "Key" })).status).toBe(200);
    expect((await list()).passkeys).toMatchObject([{ id, name: "Key" }]);
    expect(await codeOf(await post("/passkeys/rename", { id, name: " " }))).toBe("text.empty");
    const long = { id, name: "a".repeat(41) };
    expect(await codeOf(await post("/passkeys/rename", long))).toBe("text.too_long");
  });

  test("is added and removed without the password by who has just signed in", async () => {
    const device = new PasskeyDevice();
    const passkey = device.make(await (await begin()).json());
    expect((await post("/passkeys/confirm", { name: "Key", passkey })).status).toBe(200);
    const { passkeys, passwordNeeded } = await list();
    expect(passwordNeeded).toBe(false);
    const { id } = passkeys[0] as Passkeys["passkeys"][number];
    pass(11 * minute);
    expect(await codeOf(await post("/passkeys/remove", { id }))).toBe("auth.sign_in_again");
    pass(-2 * minute);
    expect((await post("/passkeys/remove", { id })).status).toBe(200);
    expect((await list()).passkeys).toEqual([]);
    expect(await codeOf(await post("/passkeys/remove", { id }))).toBe("passkey.not_found");
  });

  test("is, as the first second factor, told by mail, comes with recovery codes, and ends other sessions", async () => {
    const ended: SessionEnded[] = [];
    await server.ctx.bus.subscribe("session-ended", everything, (event) => ended.push(event));
    const other = secretOf(await signIn());
    const { recoveryCodes } = await add();
    expect(recoveryCodes).toHaveLength(10);
    expect(await status()).toEqual({ enabled: false, recoveryCodesLeft: 10, passkeys: 1 });
    expect([await isSignedIn(session), await isSignedIn(other)]).toEqual([true, false]);
    expect(ended).toHaveLength(1);
    expect(await takeMails()).toEqual([["passkey-added", ann.email, "de"]]);
    // The second one changes nothing of that.
    expect((await add()).recoveryCodes).toBeNull();
    const { passkeys } = await list();
    await takeMails();
    for (const [left, { id }] of passkeys.entries()) {
      await post("/passkeys/remove", { id, currentPassword });
      expect(await takeMails()).toEqual([["passkey-removed", ann.email, "de"]]);
      const recoveryCodesLeft = left === 0 ? 10 : 0;
      expect(await status()).toEqual({ enabled: false, recoveryCodesLeft, passkeys: 1 - left });
    }
    expect((await signIn()).status).toBe(200);
  });

  test("leaves the recovery codes where there is an app, and the app leaves them to it", async () => {
    const { secret } = await switchOn();
    expect((await add()).recoveryCodes).toBeNull();
    const [{ id }] = (await list()).passkeys as [Passkeys["passkeys"][number]];
    await post("/passkeys/remove", { id, currentPassword });
    expect(await status()).toEqual({ enabled: true, recoveryCodesLeft: 10, passkeys: 0 });
    await add();
    const code = codeAt(secret, now());
    expect((await post("/second-factor/switch-off", { currentPassword, code })).status).toBe(200);
    expect(await status()).toEqual({ enabled: false, recoveryCodesLeft: 10, passkeys: 1 });
  });

  test("is refused of another page, session or time, without its person, and a second time", async () => {
    const make = async (device: PasskeyDevice) =>
      device.make(await (await begin({ currentPassword })).json());
    const confirm = (passkey: object, bearer = session) =>
      post("/passkeys/confirm", { name: "Key", passkey }, bearer);
    const elsewhere = new PasskeyDevice({ origin: "https://evil.example" });
    expect(await codeOf(await confirm(await make(elsewhere)))).toBe("auth.passkey_invalid");
    const careless = new PasskeyDevice({ verifies: false });
    expect(await codeOf(await confirm(await make(careless)))).toBe("auth.passkey_invalid");
    const late = await make(new PasskeyDevice());
    const other = secretOf(await signIn());
    expect(await codeOf(await confirm(late, other))).toBe("auth.challenge_over");
    pass(10 * minute);
    expect(await codeOf(await confirm(late))).toBe("auth.challenge_over");
    const device = new PasskeyDevice();
    const made = await make(device);
    expect((await confirm(made)).status).toBe(200);
    expect(await codeOf(await confirm(made))).toBe("auth.challenge_over");
    expect(await codeOf(await confirm(await make(device)))).toBe("passkey.taken");
    expect((await list()).passkeys).toHaveLength(1);
  });

  test("is one of twenty at most, and of nobody else", async () => {
    for (let count = 0; count < 20; count += 1) await add();
    expect(await codeOf(await begin({ currentPassword }))).toBe("passkey.too_many");
    const [{ id }] = (await list()).passkeys as [Passkeys["passkeys"][number]];
    const ben = (await server.person("ben")).sessionToken;
    expect((await list(ben)).passkeys).toEqual([]);
    for (const path of ["/passkeys/rename", "/passkeys/remove"]) {
      const refused = await post(path, { id, name: "Mine", currentPassword }, ben);
      expect(await codeOf(refused)).toBe("passkey.not_found");
    }
    expect((await list()).passkeys).toHaveLength(20);
  });

  test("is asked for by pages of the server alone, and not at an address of numbers", async () => {
    const ask = async (of: TestServer, bearer: string, origin: string) =>
      of.fetch("/api/auth/passkeys/begin", {
        method: "POST",
        headers: {
          ...{ authorization: `Bearer ${bearer}`, "content-type": "application/json" },
          origin,
        },
        body: JSON.stringify({ currentPassword }),
      });
    const evil = await ask(server, session, "https://evil.example");
    expect(await codeOf(evil)).toBe("auth.origin_forbidden");
    expect((await ask(server, session, "http://localhost:3000")).status).toBe(200);
    const other = await startTestServer();
    const { sessionToken } = await other.person();
    const numbers = await ask(other, sessionToken, other.url);
    expect((await numbers.json()).detail).toContain("127.0.0.1 is a number");
    await other.close();
  });
});

test.each([
  ["/passkeys/begin", {}],
  ["/passkeys/rename", { id: "00000000-0000-4000-8000-000000000000", name: "Key" }],
  ["/passkeys/remove", { id: "00000000-0000-4000-8000-000000000000" }],
])("ACC-19: who is not signed in changes nothing of it: %s", async (path, body) => {
  expect(await codeOf(await post(path, body, null))).toBe("auth.required");
});
