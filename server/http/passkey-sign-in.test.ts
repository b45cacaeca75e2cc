import type { Passkeys } from "@roost/protocol/passkeys.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { endExpiredSessions } from "../accounts/expired-sessions.ts";
import { codeAt } from "../testing/authenticator.ts";
import { PasskeyDevice } from "../testing/passkey-device.ts";
import { add, begin, list, question, url, use } from "../testing/passkeys.ts";
import {
  challenge,
  currentPassword,
  db,
  giveCode,
  isSignedIn,
  now,
  pass,
  post,
  secretOf,
  server,
  setUpServer,
  status,
  switchOn,
} from "../testing/second-factor.ts";
import { codeOf } from "./testing.ts";

const minute = 60_000;
setUpServer(url);

describe("ACC-20: a passkey signs in", () => {
  test("without the password, once for what it has signed", async () => {
    const { device } = await add();
    const { options, app } = await question();
    expect({ app, allowed: options.allowCredentials }).toEqual({ app: false, allowed: [] });
    const used = device.use(options);
    const answers = await Promise.all([use(used), use(used), use(used)]);
    const [signedIn, ...others] = answers.toSorted((a, b) => a.status - b.status) as [
      Response,
      ...Response[],
    ];
    expect(signedIn.status).toBe(200);
    expect(signedIn.headers.getSetCookie().join()).toContain("roost-");
    expect(await isSignedIn(secretOf(signedIn))).toBe(true);
    for (const other of others) {
      // The count or the challenge, whatever is looked at first.
      expect(["auth.challenge_over", "auth.passkey_invalid"]).toContain(await codeOf(other));
    }
  });

  test("never twice with the same challenge, also where it does not count", async () => {
    const { device } = await add(new PasskeyDevice({ counts: false }));
    const { options } = await question();
    expect((await use(device.use(options))).status).toBe(200);
    expect(await codeOf(await use(device.use(options)))).toBe("auth.challenge_over");
    expect((await use(device.use((await question()).options))).status).toBe(200);
  });

  test("within ten minutes, by a challenge of this server that was made for it", async () => {
    const { device } = await add(new PasskeyDevice({ counts: false }));
    const { options } = await question();
    pass(10 * minute);
    expect(await codeOf(await use(device.use(options)))).toBe("auth.challenge_over");
    const own = { ...options, challenge: Buffer.alloc(56).toString("base64url") };
    expect(await codeOf(await use(device.use(own)))).toBe("auth.challenge_over");
    const { challenge: toAdd } = await (await begin({ currentPassword })).json();
    const other = await use(device.use({ ...options, challenge: toAdd }));
    expect(await codeOf(other)).toBe("auth.challenge_over");
  });

  test("and is refused for another page, another host, a wrong signature, or without its person", async () => {
    const { device } = await add(new PasskeyDevice({ counts: false }));
    const ask = async () => (await question()).options;
    const refused = async (used: object) => codeOf(await use(used));
    Object.assign(device, { origin: "https://evil.example" });
    expect(await refused(device.use(await ask()))).toBe("auth.passkey_invalid");
    Object.assign(device, { origin: "http://localhost:3000" });
    const elsewhere = { ...(await ask()), rpId: "evil.example" };
    expect(await refused(device.use(elsewhere))).toBe("auth.passkey_invalid");
    const used = device.use(await ask());
    const [first] = [device.use(await ask())];
    const mixed = { ...used, response: { ...used.response, signature: first.response.signature } };
    expect(await refused(mixed)).toBe("auth.passkey_invalid");
    Object.assign(device, { verifies: false });
    expect(await refused(device.use(await ask()))).toBe("auth.passkey_invalid");
    Object.assign(device, { verifies: true });
    expect((await use(device.use(await ask()))).status).toBe(200);
  });

  test("and is refused where it is unknown, removed, or names another person", async () => {
    const stranger = new PasskeyDevice();
    const { device } = await add(new PasskeyDevice({ counts: false }));
    const refused = async (used: object) => codeOf(await use(used));
    expect(await refused(stranger.use((await question()).options))).toBe("auth.passkey_invalid");
    const used = device.use((await question()).options);
    const userHandle = Buffer.alloc(16).toString("base64url");
    expect(await refused({ ...used, response: { ...used.response, userHandle } })).toBe(
      "auth.passkey_invalid",
    );
    const [{ id }] = (await list()).passkeys as [Passkeys["passkeys"][number]];
    await post("/passkeys/remove", { id, currentPassword });
    expect(await refused(device.use((await question()).options))).toBe("auth.passkey_invalid");
  });

  test("and is refused where its count does not go up, since there may be a copy", async () => {
    const { device } = await add();
    expect((await use(device.use((await question()).options, 7))).status).toBe(200);
    for (const count of [7, 3, 0]) {
      const answer = await use(device.use((await question()).options, count));
      const problem = await answer.json();
      expect(problem).toMatchObject({ code: "auth.passkey_invalid" });
      expect(problem.detail).toContain("copy");
    }
    expect((await use(device.use((await question()).options, 8))).status).toBe(200);
  });

  test("nobody who is suspended", async () => {
    const { device } = await add();
    await sql`UPDATE users SET suspended_at = now() WHERE username = 'ann'`.execute(db());
    const answer = await use(device.use((await question()).options));
    expect(await codeOf(answer)).toBe("auth.suspended");
    expect((await sql`SELECT FROM sessions`.execute(db())).rows).toHaveLength(1);
  });

  test("and what was taken is forgotten when it is over", async () => {
    const { device } = await add();
    await use(device.use((await question()).options));
    const noted = async () =>
      (await sql`SELECT FROM used_passkey_challenges`.execute(db())).rows.length;
    const clean = () =>
      endExpiredSessions(
        {
          db: db(),
          bus: server.ctx.bus,
          lengths: { sessionIdleDays: 30, sessionMaxDays: 365 },
        },
        now(),
      );
    await clean();
    expect(await noted()).toBe(2);
    pass(11 * minute);
    await clean();
    expect(await noted()).toBe(0);
  });
});

describe("ACC-21: behind a password", () => {
  test("a passkey of the account takes the place of a code, once", async () => {
    const { device } = await add();
    const given = await challenge();
    const { options, app } = await question(given);
    expect(app).toBe(false);
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([device.id]);
    const answer = await use(device.use(options), given);
    expect(answer.status).toBe(200);
    expect(await isSignedIn(secretOf(answer))).toBe(true);
    expect(await codeOf(await use(device.use(options), given))).toBe("auth.challenge_over");
    expect(await codeOf(await post("/sign-in/passkey/question", { challenge: given }, null))).toBe(
      "auth.challenge_over",
    );
  });

  test("no passkey of somebody else, and none that has signed something else", async () => {
    const { device } = await add(new PasskeyDevice({ counts: false }));
    const mallory = (await server.person("mallory")).sessionToken;
    const theirs = new PasskeyDevice({ counts: false });
    const made = theirs.make(await (await begin({}, mallory)).json());
    await post("/passkeys/confirm", { name: "Key", passkey: made }, mallory);
    const given = await challenge();
    const { options } = await question(given);
    expect(await codeOf(await use(theirs.use(options), given))).toBe("auth.passkey_invalid");
    const alone = await question();
    expect(await codeOf(await use(device.use(alone.options), given))).toBe("auth.challenge_over");
    const again = await challenge();
    expect((await use(device.use({ ...options, challenge: again }), again)).status).toBe(200);
  });

  test("five attempts are all", async () => {
    const { device } = await add(new PasskeyDevice({ counts: false }));
    const given = await challenge();
    const { options } = await question(given);
    for (let i = 0; i < 5; i += 1) {
      const wrong = { ...device.use(options), id: "AAAA", rawId: "AAAA" };
      expect(await codeOf(await use(wrong, given))).toBe("auth.passkey_invalid");
    }
    expect(await codeOf(await use(device.use(options), given))).toBe("auth.challenge_over");
  });

  test("a recovery code lets in who has passkeys alone, and six digits do not", async () => {
    const { recoveryCodes } = await add();
    const given = await challenge();
    expect(await codeOf(await giveCode("123456", given))).toBe("auth.code_invalid");
    const [code = "", another = ""] = recoveryCodes ?? [];
    expect((await giveCode(code, given)).status).toBe(200);
    expect(await codeOf(await giveCode(code))).toBe("auth.code_invalid");
    expect((await status()) as object).toMatchObject({ recoveryCodesLeft: 9 });
    const body = { currentPassword, code: another };
    const fresh = await (await post("/second-factor/recovery-codes", body)).json();
    expect(fresh.recoveryCodes).toHaveLength(10);
    expect(
      await codeOf(
        await post("/second-factor/switch-off", { ...body, code: fresh.recoveryCodes[0] }),
      ),
    ).toBe("auth.second_factor_off");
  });

  test("both an app and a passkey are taken where there are both", async () => {
    const { secret } = await switchOn();
    const { device } = await add();
    const given = await challenge();
    const { options, app } = await question(given);
    expect(app).toBe(true);
    expect((await use(device.use(options), given)).status).toBe(200);
    pass(minute);
    expect((await giveCode(codeAt(secret, now()))).status).toBe(200);
  });
});
