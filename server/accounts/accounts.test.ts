import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clientAddressHeader } from "./auth.ts";
import { countingPasswords, newPerson, openTestAccounts, type TestAccounts } from "./testing.ts";

let place: TestAccounts;
let passwords: ReturnType<typeof countingPasswords>;
beforeEach(async () => {
  passwords = countingPasswords();
  place = await openTestAccounts({}, { passwords });
});
afterEach(() => place.close());

const nobody = new Headers();
const alice = newPerson("alice");

/** Signs Alice in at one more place. */
async function signIn(): Promise<Headers> {
  const { username, password } = alice;
  const { answer } = await place.accounts.signIn({ username, password }, nobody);
  return new Headers({ authorization: `Bearer ${answer.token}` });
}

describe("signing up", () => {
  test("signs in, and tells the rest of the server", async () => {
    const { answer, headers } = await place.accounts.signUp(alice, nobody);
    expect(answer.user).toMatchObject({ username: "alice", name: "ALICE", role: "owner" });
    expect(place.created).toEqual([answer.user.id]);
    const cookie = headers.getSetCookie()[0] ?? "";
    expect(cookie).toMatch(/^roost-[0-9a-f]{8}\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    // As long as a session may live; whether it was unused for too long is the server's to know.
    expect(cookie).toMatch(/; Max-Age=31536000;/);
    const identity = await place.accounts.visitors.authenticate({ cookie }, undefined, false);
    expect(identity).toMatchObject({ userId: answer.user.id, username: "alice", role: "owner" });
  });

  test("succeeds though the common rooms cannot be joined just now", async () => {
    const accounts = await place.openAgain({
      onAccountCreated: () => Promise.reject(new Error("no connection")),
    });
    const { answer } = await accounts.signUp(alice, nobody);
    expect(answer.user.username).toBe("alice");
  });
});

describe("signing in", () => {
  beforeEach(() => place.accounts.signUp(alice, nobody));

  test("works with the user name and with the e-mail address, in any case", async () => {
    const { password } = alice;
    const byName = await place.accounts.signIn({ username: "ALICE", password }, nobody);
    const email = "Alice@EXAMPLE.org";
    const byEmail = await place.accounts.signIn({ email, password }, nobody);
    expect(byName.answer.user).toEqual(byEmail.answer.user);
    expect(byName.answer.token).not.toBe(byEmail.answer.token);
  });

  test("is refused alike, and at the same cost, for an unknown name and a wrong password", async () => {
    const { accounts } = place;
    const password = "wrong password";
    const attempts = [
      () => accounts.signIn({ username: "alice", password }, nobody),
      () => accounts.signIn({ username: "nobody", password }, nobody),
      () => accounts.signIn({ email: "alice@example.org", password }, nobody),
      () => accounts.signIn({ email: "nobody@example.org", password }, nobody),
    ];
    const refusals = [];
    for (const attempt of attempts) {
      passwords.hashed = 0;
      passwords.verified = 0;
      refusals.push(await attempt().catch(({ code, detail }) => ({ code, detail })));
      // Making a hash and checking one is the same work.
      expect(passwords.hashed + passwords.verified).toBe(1);
    }
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: "auth.invalid_credentials" });
  });

  test.each(["", "a", "not a name", "x".repeat(200), "alice@example.org"])(
    "with %j for a user name is refused alike",
    async (username) => {
      const attempt = place.accounts.signIn({ username, password: "?" }, nobody);
      await expect(attempt).rejects.toMatchObject({ code: "auth.invalid_credentials" });
    },
  );
});

describe("sessions", () => {
  beforeEach(() => place.accounts.signUp(alice, nobody));

  test("are listed without their secrets", async () => {
    const here = await signIn();
    const sessions = await place.accounts.listSessions(here);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(JSON.stringify(sessions)).not.toContain("token");
  });

  test("end when they sign out, with their tokens and their connections", async () => {
    const here = await signIn();
    const { answer } = await place.accounts.currentSession(here);
    const sessionId = answer?.session.id ?? "";
    const token = (await place.accounts.token(here)).answer;
    await place.accounts.signOut(here);
    expect(place.ended).toEqual([{ userId: answer?.user.id, kind: "session-ended", sessionId }]);
    await expect(place.accounts.tokens.verify(token)).rejects.toMatchObject({
      code: "auth.token_expired",
    });
    await expect(place.accounts.token(here)).rejects.toMatchObject({ code: "auth.required" });
    expect((await place.accounts.currentSession(here)).answer).toBeNull();
  });

  test("can be revoked from another one", async () => {
    const [here, there] = [await signIn(), await signIn()];
    const thereId = (await place.accounts.currentSession(there)).answer?.session.id ?? "";
    await place.accounts.revokeSession(thereId, here);
    expect(place.ended.map((event) => event.sessionId)).toEqual([thereId]);
    expect((await place.accounts.currentSession(there)).answer).toBeNull();
    expect((await place.accounts.currentSession(here)).answer).not.toBeNull();
  });

  test("of somebody else cannot be revoked", async () => {
    const bob = await place.accounts.signUp(newPerson("bob"), nobody);
    const bobs = new Headers({ authorization: `Bearer ${bob.answer.token}` });
    const id = (await place.accounts.currentSession(bobs)).answer?.session.id ?? "";
    await place.accounts.revokeSession(id, await signIn());
    expect((await place.accounts.currentSession(bobs)).answer).not.toBeNull();
  });

  test("can all be revoked but the one that asks", async () => {
    const [here, there] = [await signIn(), await signIn()];
    await place.accounts.revokeOtherSessions(here);
    expect(place.ended).toHaveLength(2);
    expect(await place.accounts.listSessions(here)).toHaveLength(1);
    expect((await place.accounts.currentSession(there)).answer).toBeNull();
  });

  test("ACC-9: say when and from where they were used last, and are written some minutes apart", async () => {
    const began = Date.now();
    let minutes = 0;
    const accounts = await place.openAgain({ now: () => new Date(began + minutes * 60_000) });
    const here = await signIn();
    const from = (address: string) => new Headers([...here, [clientAddressHeader, address]]);
    /** Uses it, and has what is due written. */
    const use = async (minute: number, address: string) => {
      minutes = minute;
      await accounts.currentSession(from(address));
      await accounts.uses.write();
    };
    const lastUse = async () => {
      const [mine] = (await place.accounts.listSessions(here)).filter(({ current }) => current);
      const minute = Math.round((Date.parse(mine?.activeAt ?? "") - began) / 60_000);
      return { minute, from: mine?.ipAddress };
    };
    await use(10, "192.0.2.1");
    expect(await lastUse()).toEqual({ minute: 10, from: "192.0.2.1" });
    await use(12, "192.0.2.2");
    expect(await lastUse()).toEqual({ minute: 10, from: "192.0.2.1" });
    await use(16, "192.0.2.3");
    minutes = 17;
    accounts.uses.note((await accounts.currentSession(here)).answer?.session.id ?? "", null);
    expect(await lastUse()).toEqual({ minute: 16, from: "192.0.2.3" });
    const [other] = (await place.accounts.listSessions(here)).filter(({ current }) => !current);
    expect(Date.parse(other?.activeAt ?? "")).toBeLessThan(began + 60_000);
    await accounts.close();
  });

  test("are nobody's without their secret", async () => {
    const guess = new Headers({ authorization: "Bearer abcdefghijklmnopqrstuvwxyz012345" });
    expect((await place.accounts.currentSession(guess)).answer).toBeNull();
    await expect(place.accounts.listSessions(guess)).rejects.toMatchObject({
      code: "auth.required",
    });
    const secret = "abcdefghijklmnopqrstuvwxyz012345.c2lnbmF0dXJl";
    const cookie = `${place.accounts.cookies.prefix}.session_token=${secret}`;
    await expect(
      place.accounts.visitors.authenticate({ cookie }, undefined, false),
    ).rejects.toMatchObject({
      code: "auth.required",
    });
  });
});
