import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TokenHolder } from "./identity.ts";
import { openTestAccounts, type TestAccounts, testSettings } from "./testing.ts";

let place: TestAccounts;
let now = new Date();
beforeAll(async () => {
  place = await openTestAccounts({}, { now: () => now });
});
afterAll(() => place.close());

const alice: TokenHolder = {
  userId: "6b0f0b0e-4c43-4f0b-8a53-6f6b7f1d9f10",
  sessionId: "0d9c9a52-8f10-4b0a-9a35-3ffb1b2a9a11",
  username: "alice",
  displayName: "Alice 🦉",
  role: "member",
  customRoleId: null,
};

/** The parts of a good token, to be put together wrongly. */
async function parts() {
  const token = await place.accounts.tokens.mint(alice);
  const [header = "", payload = "", signature = ""] = token.split(".");
  const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  return { token, header, payload, signature, claims: decode(payload), head: decode(header) };
}

/** A key of the server beside its newest, which is the one it signs with. */
async function addKey(id: string, publicKey: object): Promise<void> {
  await sql`
    INSERT INTO signing_keys (id, public_key, private_key, alg, created_at)
    VALUES (${id}, ${JSON.stringify(publicKey)}, '', 'EdDSA', '2000-01-01')
  `.execute(place.database.db);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function refusal(token: string) {
  return expect(place.accounts.tokens.verify(token)).rejects;
}

describe("a token", () => {
  test("says whose it is", async () => {
    expect(
      await place.accounts.tokens.verify(await place.accounts.tokens.mint(alice)),
    ).toMatchObject(alice);
  });

  test("says which custom role they have, and not what it permits", async () => {
    const { tokens } = place.accounts;
    const holder = { ...alice, customRoleId: randomUUID() };
    expect(await tokens.verify(await tokens.mint(holder))).toMatchObject(holder);
  });

  test("that was verified before is refused all the same once it has expired, or its session has ended", async () => {
    const node = await place.openAgain();
    const before = now;
    const [first, second] = [await node.tokens.mint(alice), await node.tokens.mint(alice)];
    for (const token of [first, second]) await node.tokens.verify(token);
    const given = { role: "admin", customRoleId: randomUUID() } as const;
    node.tokens.setRole(alice.userId, given);
    expect(await node.tokens.verify(first)).toMatchObject({ ...alice, ...given });
    now = new Date(before.getTime() + 24 * 3_600_000);
    await expect(node.tokens.verify(first)).rejects.toMatchObject({ code: "auth.token_expired" });
    now = before;
    node.tokens.endSession(alice.sessionId);
    await expect(node.tokens.verify(second)).rejects.toMatchObject({ code: "auth.token_expired" });
  });

  test("is verified without a query", async () => {
    const { token } = await parts();
    let queries = 0;
    const count = () => queries++;
    place.database.pool.on("acquire", count);
    await place.accounts.tokens.verify(token);
    place.database.pool.off("acquire", count);
    expect(queries).toBe(0);
  });

  test("counts on every node of the server", async () => {
    const other = await place.openAgain();
    expect(await other.tokens.verify(await place.accounts.tokens.mint(alice))).toMatchObject(alice);
  });

  test("ends with its lifetime", async () => {
    const { token } = await parts();
    const before = now;
    now = new Date(before.getTime() + 310_000);
    await refusal(token).toMatchObject({ code: "auth.token_expired" });
    now = before;
    expect(await place.accounts.tokens.verify(token)).toMatchObject(alice);
  });

  test("MEM-8: lets a device in for some time after it has expired, whose session is asked for", async () => {
    const token = await place.accounts.tokens.mint(alice);
    const before = now;
    const device = (at: number) => {
      now = new Date(before.getTime() + at);
      return place.accounts.visitors.authenticateDevice({}, token);
    };
    const { userId, sessionId } = alice;
    // Known from the second time on.
    for (const at of [0, 310_000, limits.helloTokenGraceMs]) {
      expect(await device(at)).toMatchObject({ userId, sessionId });
    }
    await expect(device(limits.helloTokenGraceMs + 310_000)).rejects.toMatchObject({
      code: "auth.token_expired",
    });
    now = before;
    const forged = `${token.slice(0, -4)}AAAA`;
    await expect(place.accounts.visitors.authenticateDevice({}, forged)).rejects.toMatchObject({
      code: "auth.token_invalid",
    });
  });

  test("ends with its session", async () => {
    const session = { ...alice, sessionId: "f6a2b8d0-0000-4000-8000-000000000001" };
    const token = await place.accounts.tokens.mint(session);
    place.accounts.tokens.endSession(session.sessionId);
    await refusal(token).toMatchObject({ code: "auth.token_expired" });
    await place.accounts.tokens.verify(await place.accounts.tokens.mint(alice));
  });
});

describe("a forged token", () => {
  test.each([
    ["nothing", ""],
    ["no token", "hello"],
    ["three dots", "..."],
    ["a very long text", "x".repeat(10_000)],
  ])("that is %s is refused", async (_name, token) => {
    await refusal(token).toMatchObject({ code: "auth.token_invalid" });
  });

  test("with other claims under the old signature is refused", async () => {
    const { header, claims, signature } = await parts();
    const forged = `${header}.${encode({ ...claims, role: "owner" })}.${signature}`;
    await refusal(forged).toMatchObject({ code: "auth.token_invalid" });
  });

  test("with a lifetime that was made longer is refused", async () => {
    const { header, claims, signature } = await parts();
    const forged = `${header}.${encode({ ...claims, exp: claims.exp + 1e6 })}.${signature}`;
    await refusal(forged).toMatchObject({ code: "auth.token_invalid" });
  });

  test("of the algorithm `none` is refused", async () => {
    const { head, payload, signature } = await parts();
    for (const alg of ["none", "None", "NONE"]) {
      const header = encode({ ...head, alg });
      await refusal(`${header}.${payload}.`).toMatchObject({ code: "auth.token_invalid" });
      await refusal(`${header}.${payload}.${signature}`).toMatchObject({
        code: "auth.token_invalid",
      });
    }
  });

  test("signed with the public key as a password is refused", async () => {
    const { head, claims } = await parts();
    const { keys } = await place.accounts.publicKeys();
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ ...head, alg: "HS256" })
      .sign(Buffer.from(keys[0]?.x ?? "", "base64url"));
    await refusal(forged).toMatchObject({ code: "auth.token_invalid" });
  });

  test("signed with another key is refused, whatever key it names or brings", async () => {
    const { head, claims } = await parts();
    const other = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
    const jwk = await exportJWK(other.publicKey);
    for (const header of [head, { ...head, kid: "other" }, { alg: "EdDSA" }, { ...head, jwk }]) {
      const forged = await new SignJWT(claims).setProtectedHeader(header).sign(other.privateKey);
      await refusal(forged).toMatchObject({ code: "auth.token_invalid" });
    }
  });

  test("of another server is refused", async () => {
    const elsewhere = await openTestAccounts();
    const token = await elsewhere.accounts.tokens.mint(alice);
    await elsewhere.close();
    await refusal(token).toMatchObject({ code: "auth.token_invalid" });
  });

  test("that is signed by this server for somebody else is refused", async () => {
    const { head, claims } = await parts();
    const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
    const kid = "3c7c6a0e-5df2-4b53-9f33-0f0d9c9ad001";
    await addKey(kid, await exportJWK(publicKey));
    const node = await place.openAgain();
    const sign = (changes: object) =>
      new SignJWT({ ...claims, ...changes }).setProtectedHeader({ ...head, kid }).sign(privateKey);
    expect(await node.tokens.verify(await sign({}))).toMatchObject(alice);
    for (const wrong of [
      { aud: "another" },
      { iss: "another" },
      { aud: undefined },
      { exp: undefined },
      { sub: undefined },
      { sid: 5 },
      { role: "god" },
    ]) {
      const token = await sign(wrong);
      await expect(node.tokens.verify(token)).rejects.toMatchObject({ code: "auth.token_invalid" });
    }
    await sql`DELETE FROM signing_keys WHERE id = ${kid}`.execute(place.database.db);
  });
});

test("a key that is not known is looked for once in a while, not for each token", async () => {
  const node = await place.openAgain();
  const { head, claims } = await parts();
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const kid = "3c7c6a0e-5df2-4b53-9f33-0f0d9c9ad002";
  const token = await new SignJWT(claims).setProtectedHeader({ ...head, kid }).sign(privateKey);
  let queries = 0;
  const count = () => queries++;
  place.database.pool.on("acquire", count);
  const before = now;
  const attempts = () =>
    Promise.allSettled(Array.from({ length: 20 }, () => node.tokens.verify(token)));
  await attempts();
  expect(queries).toBe(0);
  now = new Date(before.getTime() + 6_000);
  await attempts();
  expect(queries).toBe(1);
  place.database.pool.off("acquire", count);
  await addKey(kid, await exportJWK(publicKey));
  now = new Date(before.getTime() + 12_000);
  expect(await node.tokens.verify(token)).toMatchObject(alice);
  now = before;
  await sql`DELETE FROM signing_keys WHERE id = ${kid}`.execute(place.database.db);
});

test("after a change of the secret, there are new keys and the old tokens end", async () => {
  const elsewhere = await openTestAccounts();
  const token = await elsewhere.accounts.tokens.mint(alice);
  const settings = { ...testSettings, secret: "another secret, long enough for anybody" };
  const changed = await elsewhere.openAgain({ settings });
  await expect(changed.tokens.verify(token)).rejects.toMatchObject({ code: "auth.token_invalid" });
  expect(await changed.tokens.verify(await changed.tokens.mint(alice))).toMatchObject(alice);
  await elsewhere.close();
});

test("nodes that start together for the first time make one key", async () => {
  const elsewhere = await openTestAccounts();
  await sql`DELETE FROM signing_keys`.execute(elsewhere.database.db);
  const nodes = await Promise.all([1, 2, 3].map(() => elsewhere.openAgain()));
  for (const signer of nodes) {
    const token = await signer.tokens.mint(alice);
    for (const node of nodes) expect(await node.tokens.verify(token)).toMatchObject(alice);
  }
  await elsewhere.close();
});
