import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { writeMail } from "../accounts/write-mail.ts";
import { everything, type SessionEnded } from "../bus/bus.ts";
import type { Mail } from "../mail/mail.ts";
import type { Refusal } from "../refusal.ts";
import { codeAt } from "../testing/authenticator.ts";
import {
  ann,
  begin,
  challenge,
  currentPassword,
  db,
  giveCode,
  isSignedIn,
  now,
  openNode,
  pass,
  post,
  server,
  session,
  setUpServer,
  signIn,
  status,
  switchOn,
  takeMails,
  wrongFor,
} from "../testing/second-factor.ts";
import { codeOf } from "./testing.ts";

const minute = 60_000;
setUpServer();

describe("ACC-14: a second factor", () => {
  test("is switched on by the password and a code of the app, and ends all other sessions", async () => {
    const ended: SessionEnded[] = [];
    await server.ctx.bus.subscribe("session-ended", everything, (event) => ended.push(event));
    const other = (await (await signIn()).json()).token;
    expect(await status()).toEqual({ enabled: false, recoveryCodesLeft: 0, passkeys: 0 });
    const refused = await post("/second-factor/begin", { currentPassword: "wrong password" });
    expect(await codeOf(refused)).toBe("auth.invalid_credentials");
    expect(await codeOf(await post("/second-factor/confirm", { code: "123456" }))).toBe(
      "auth.second_factor_off",
    );
    const secret = await begin();
    // Until it is confirmed, the password is enough.
    expect(await status()).toEqual({ enabled: false, recoveryCodesLeft: 0, passkeys: 0 });
    expect((await signIn()).status).toBe(200);
    const wrong = await post("/second-factor/confirm", { code: wrongFor(secret) });
    expect(await codeOf(wrong)).toBe("auth.code_invalid");
    expect(ended).toEqual([]);
    const { recoveryCodes } = await (
      await post("/second-factor/confirm", { code: codeAt(secret, now()) })
    ).json();
    expect(recoveryCodes).toHaveLength(10);
    expect(await status()).toEqual({ enabled: true, recoveryCodesLeft: 10, passkeys: 0 });
    expect([await isSignedIn(session), await isSignedIn(other)]).toEqual([true, false]);
    expect(ended).toHaveLength(2);
    expect(await takeMails()).toEqual([["second-factor-on", ann.email, "de"]]);
    for (const path of ["/second-factor/begin", "/second-factor/confirm"]) {
      const again = await post(path, { currentPassword, code: codeAt(secret, now()) });
      expect(await codeOf(again)).toBe("auth.second_factor_on");
    }
  });

  test("has an hour to be set up, and what was begun last counts", async () => {
    const first = await begin();
    const second = await begin();
    const code = { code: codeAt(first, now()) };
    expect(await codeOf(await post("/second-factor/confirm", code))).toBe("auth.code_invalid");
    pass(60 * minute);
    const late = await post("/second-factor/confirm", { code: codeAt(second, now()) });
    expect(await codeOf(late)).toBe("auth.second_factor_off");
  });

  test("is stored encrypted, and its recovery codes as hashes", async () => {
    const { secret, recoveryCodes } = await switchOn();
    const { rows } = await sql<{ row: string }>`
      SELECT row_to_json(f)::text AS row FROM second_factors f
      UNION ALL SELECT row_to_json(r)::text FROM recovery_codes r`.execute(db());
    expect(rows).toHaveLength(11);
    const stored = JSON.stringify(rows);
    for (const plain of [
      secret,
      ...recoveryCodes,
      ...recoveryCodes.map((c) => c.replaceAll("-", "")),
    ]) {
      expect(stored).not.toContain(plain);
    }
  });

  test("is switched off by the password and a code", async () => {
    const { secret } = await switchOn();
    await takeMails();
    const off = (password: string, code: string) =>
      post("/second-factor/switch-off", { currentPassword: password, code });
    const code = codeAt(secret, now());
    expect(await codeOf(await off("wrong password", code))).toBe("auth.invalid_credentials");
    expect(await codeOf(await off(currentPassword, wrongFor(secret)))).toBe("auth.code_invalid");
    expect((await signIn()).status).toBe(401);
    expect((await off(currentPassword, code)).status).toBe(200);
    expect(await status()).toEqual({ enabled: false, recoveryCodesLeft: 0, passkeys: 0 });
    expect((await signIn()).status).toBe(200);
    expect(await takeMails()).toEqual([["second-factor-off", ann.email, "de"]]);
    pass(minute);
    const again = await off(currentPassword, codeAt(secret, now()));
    expect(await codeOf(again)).toBe("auth.second_factor_off");
  });
});

describe("ACC-15: who signs in to an account with a second factor", () => {
  test("gives the password and then a code, and has no session before", async () => {
    const { secret } = await switchOn();
    const count = async () => (await sql`SELECT FROM sessions`.execute(db())).rows.length;
    const before = await count();
    const given = await challenge();
    expect(await count()).toBe(before);
    expect(await codeOf(await signIn("wrong password"))).toBe("auth.invalid_credentials");
    expect(await codeOf(await giveCode(wrongFor(secret), given))).toBe("auth.code_invalid");
    expect(await count()).toBe(before);
    const answer = await giveCode(codeAt(secret, now()), given);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toContain("roost-");
    expect(await isSignedIn((await answer.json()).token)).toBe(true);
    // The challenge is used up.
    pass(minute);
    const again = await giveCode(codeAt(secret, now()), given);
    expect(await codeOf(again)).toBe("auth.challenge_over");
  });

  test("has ten minutes and five codes for it", async () => {
    const { secret, recoveryCodes } = await switchOn();
    const late = await challenge();
    pass(10 * minute);
    expect(await codeOf(await giveCode(codeAt(secret, now()), late))).toBe("auth.challenge_over");
    const given = await challenge();
    for (let i = 0; i < 5; i++) {
      expect(await codeOf(await giveCode("no code", given))).toBe("auth.code_invalid");
    }
    const sixth = await giveCode(recoveryCodes[0] as string, given);
    expect(await codeOf(sixth)).toBe("auth.challenge_over");
  });

  test("needs a code also after a password reset, and by a challenge from before not at all", async () => {
    const { secret } = await switchOn();
    const given = await challenge();
    await takeMails();
    await post("/request-password-reset", { login: "ann" }, null);
    const { rows } = await sql<{ mail: Mail }>`DELETE FROM mails RETURNING mail`.execute(db());
    const letter = await writeMail(db(), "https://x.example", rows[0]?.mail as Mail, now());
    const token = letter?.link?.split("#")[1];
    const newPassword = "a new nest of twigs";
    expect((await post("/reset-password", { token, newPassword }, null)).status).toBe(200);
    const old = await giveCode(codeAt(secret, now()), given);
    expect(await codeOf(old)).toBe("auth.challenge_over");
    const answer = await (await signIn(newPassword)).json();
    expect(answer.code).toBe("auth.second_factor_needed");
    expect((await giveCode(codeAt(secret, now()), answer.challenge)).status).toBe(200);
  });

  test("cannot use what an app shows for another account", async () => {
    await switchOn();
    const other = await server.person();
    const begun = await server.accounts.secondFactor.begin(
      {
        ...other.identity,
        address: null,
        accepted: null,
      },
      ann.password,
    );
    expect(await codeOf(await giveCode(codeAt(begun.secret, now())))).toBe("auth.code_invalid");
  });
});

test("ACC-15: a sign-in that is under way while it is switched on comes to nothing without a code", async () => {
  const secret = await begin();
  const confirmed = post("/second-factor/confirm", { code: codeAt(secret, now()) });
  const answers = await Promise.all(Array.from({ length: 5 }, () => signIn()));
  expect((await confirmed).status).toBe(200);
  for (const answer of answers) {
    const body = await answer.json();
    if (answer.ok) expect(await isSignedIn(body.token)).toBe(false);
    else expect(body.code).toBe("auth.second_factor_needed");
  }
});

test("ACC-14: with another SECRET, recovery codes let people in, and what is wrong is said", async () => {
  const { secret, recoveryCodes } = await switchOn();
  const node = await openNode({ secret: "another secret of this server, of some length" });
  const give = async (code: string) =>
    node.signInWithCode({ challenge: await challenge(), code }, new Headers());
  const refused = await give(codeAt(secret, now())).catch((error: Refusal) => error);
  expect(refused).toMatchObject({ code: "auth.code_invalid" });
  expect((refused as Refusal).detail).toContain("SECRET");
  expect((await give(recoveryCodes[0] as string)).answer.user.username).toBe("ann");
  await node.close();
});

test.each(["begin", "confirm", "recovery-codes", "switch-off"])(
  "ACC-14: who is not signed in changes nothing of it: %s",
  async (name) => {
    const body = { currentPassword, code: "123456" };
    expect(await codeOf(await post(`/second-factor/${name}`, body, null))).toBe("auth.required");
  },
);
