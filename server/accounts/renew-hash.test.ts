import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Accounts } from "./accounts.ts";
import { type Passwords, scryptPasswords } from "./password.ts";
import { newPerson, openTestAccounts, type TestAccounts } from "./testing.ts";

const cheap = scryptPasswords(10);
const dearer = scryptPasswords(11);
const nobody = new Headers();
const alice = newPerson("alice");
const other = "another horse battery";

let place: TestAccounts;
beforeEach(async () => {
  place = await openTestAccounts({}, { passwords: cheap });
  await place.accounts.signUp(alice, nobody);
});
afterEach(() => place.close());

/** A node with the cost that is set now. */
const nodeWith = (passwords: Passwords) => place.openAgain({ passwords });

/** `dearer`, of which the first call of one kind waits behind its end until it is let go. */
function held(kind: "hash" | "verify") {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isFirst = true;
  const hold = async <T>(result: T): Promise<T> => {
    if (!isFirst) return result;
    isFirst = false;
    reached.resolve();
    await gate.promise;
    return result;
  };
  const passwords: Passwords = {
    ...dearer,
    [kind]: async (argument: never) => hold(await dearer[kind](argument)),
  };
  return { passwords, reached: reached.promise, release: gate.resolve };
}

const signIn = (accounts: Accounts, password = alice.password) =>
  accounts.signIn({ username: alice.username, password }, nobody);

async function changer(accounts: Accounts) {
  const { answer } = await signIn(place.accounts);
  return accounts.changer(new Headers({ authorization: `Bearer ${answer.token}` }));
}

async function storedHash(): Promise<string> {
  const { rows } = await sql<{ hash: string }>`
    SELECT password_hash AS hash FROM credentials`.execute(place.database.db);
  return String(rows[0]?.hash);
}

async function countSessions(): Promise<number> {
  const { rows } = await sql`SELECT FROM sessions`.execute(place.database.db);
  return rows.length;
}

describe("ACC-13: a hash of another cost", () => {
  test("is made anew at the sign-in, once, and the password stays", async () => {
    const node = await nodeWith(dearer);
    expect(await storedHash()).toMatch(/^\$scrypt\$ln=10,/);
    await signIn(node);
    const renewed = await storedHash();
    expect(renewed).toMatch(/^\$scrypt\$ln=11,/);
    await signIn(node);
    expect(await storedHash()).toBe(renewed);
    // A lower cost is as much another one.
    await signIn(place.accounts);
    expect(await storedHash()).toMatch(/^\$scrypt\$ln=10,/);
  });

  test("stays where the password is wrong", async () => {
    const before = await storedHash();
    const attempt = signIn(await nodeWith(dearer), "wrong password");
    await expect(attempt).rejects.toMatchObject({ code: "auth.invalid_credentials" });
    expect(await storedHash()).toBe(before);
  });

  test("keeps nobody out when it cannot be stored", async () => {
    const failing = { ...dearer, hash: () => Promise.reject(new Error("out of memory")) };
    const before = await storedHash();
    expect((await signIn(await nodeWith(failing))).answer.user.username).toBe("alice");
    expect(await storedHash()).toBe(before);
  });

  test("is renewed by one sign-in while another has checked it: both are signed in, once each", async () => {
    const slow = held("verify");
    const late = signIn(await nodeWith(slow.passwords));
    await slow.reached;
    const sessions = await countSessions();
    await signIn(await nodeWith(dearer));
    slow.release();
    const { token } = (await late).answer;
    expect(await countSessions()).toBe(sessions + 2);
    const mine = new Headers({ authorization: `Bearer ${token}` });
    expect((await place.accounts.currentSession(mine)).answer?.user.username).toBe("alice");
  });

  test("many sign-ins at once all get in", async () => {
    const nodes = await Promise.all([nodeWith(dearer), nodeWith(dearer), nodeWith(cheap)]);
    const all = await Promise.all([...nodes, ...nodes, ...nodes].map((node) => signIn(node)));
    expect(new Set(all.map(({ answer }) => answer.token)).size).toBe(9);
  });

  test.each(["password", "name", "address"] as const)(
    "is renewed while its person changes their %s, which succeeds",
    async (what) => {
      const slow = held("verify");
      const node = await nodeWith(slow.passwords);
      const me = await changer(node);
      const change = {
        password: () => node.changes.changePassword(me, alice.password, other),
        name: () => node.changes.changeUsername(me, "alicia", alice.password),
        address: () => node.changes.changeEmail(me, "alicia@example.org", alice.password),
      }[what]();
      await slow.reached;
      await signIn(await nodeWith(dearer));
      slow.release();
      await change;
      const username = what === "name" ? "alicia" : "alice";
      const password = what === "password" ? other : alice.password;
      const { answer } = await node.signIn({ username, password }, nobody);
      expect(answer.user.email).toBe(what === "address" ? "alicia@example.org" : alice.email);
    },
  );

  test("does not come back over a password that is set while it is renewed", async () => {
    const slow = held("hash");
    const me = await changer(place.accounts);
    const late = signIn(await nodeWith(slow.passwords));
    await slow.reached;
    await place.accounts.changes.changePassword(me, alice.password, other);
    slow.release();
    const { token } = (await late).answer;
    const mine = new Headers({ authorization: `Bearer ${token}` });
    expect((await place.accounts.currentSession(mine)).answer).toBeNull();
    await signIn(place.accounts, other);
    await expect(signIn(place.accounts)).rejects.toMatchObject({
      code: "auth.invalid_credentials",
    });
  });

  test("a change with a password that was changed meanwhile is refused", async () => {
    const slow = held("verify");
    const node = await nodeWith(slow.passwords);
    const me = await changer(node);
    const change = node.changes.changeUsername(me, "alicia", alice.password);
    await slow.reached;
    await place.accounts.changes.changePassword(me, alice.password, other);
    slow.release();
    await expect(change).rejects.toMatchObject({ code: "auth.invalid_credentials" });
  });
});
