import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Accounts } from "../accounts/accounts.ts";
import type { Refusal } from "../refusal.ts";
import { codeAt } from "../testing/authenticator.ts";
import {
  ann,
  challenge,
  currentPassword,
  giveCode,
  now,
  openNode,
  pass,
  post,
  server,
  setUpServer,
  status,
  switchOn,
  takeMails,
  wrongFor,
} from "../testing/second-factor.ts";
import { codeOf } from "./testing.ts";

const minute = 60_000;
setUpServer();

describe("ACC-16: a code", () => {
  test("of the app works once, at most, however many give it at the same moment on whichever node", async () => {
    const { secret } = await switchOn();
    const nodes = [server.accounts, await openNode()];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(-1, 0, 1), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 0, max: 2 }),
        async (drifts, pauses) => {
          pass(3 * minute);
          const taken: string[] = [];
          const give = async (code: string, given: string, i = 0) => {
            const node = nodes[i % nodes.length] as Accounts;
            const refusal = await node
              .signInWithCode({ challenge: given, code }, new Headers())
              .then(
                () => null,
                (error: Refusal) => error.code,
              );
            if (refusal === null) taken.push(code);
            else expect(refusal).toBe("auth.code_invalid");
          };
          const codes = drifts.map((drift) => codeAt(secret, new Date(+now() + drift * 30_000)));
          const challenges: string[] = [];
          for (const _ of codes) challenges.push(await challenge());
          await Promise.all(codes.map((code, i) => give(code, challenges[i] as string, i)));
          for (let i = 0; i < pauses; i++) await give(codes[0] as string, await challenge());
          expect(taken.length).toBeGreaterThan(0);
          expect(new Set(taken).size).toBe(taken.length);
        },
      ),
      { numRuns: 12 },
    );
    await nodes[1]?.close();
  });

  test("of before the one that was taken last is not taken any more", async () => {
    const { secret } = await switchOn();
    const earlier = codeAt(secret, now());
    pass(30_000);
    expect((await giveCode(codeAt(secret, now()))).status).toBe(200);
    expect(await codeOf(await giveCode(earlier))).toBe("auth.code_invalid");
  });

  test("for recovery works once, however it is typed, and its person is told", async () => {
    const { recoveryCodes } = await switchOn();
    await takeMails();
    const [first, second] = recoveryCodes as [string, string];
    expect((await giveCode(first.toUpperCase().replaceAll("-", " "))).status).toBe(200);
    expect(await takeMails()).toEqual([["recovery-code-used", ann.email, "de"]]);
    expect(await codeOf(await giveCode(first))).toBe("auth.code_invalid");
    const challenges = [await challenge(), await challenge(), await challenge()];
    const answers = await Promise.all(challenges.map((given) => giveCode(second, given)));
    expect(answers.map(({ status: code }) => code).sort()).toEqual([200, 401, 401]);
    expect(await status()).toEqual({ enabled: true, recoveryCodesLeft: 8, passkeys: 0 });
  });

  test("for recovery works no more when there are new ones", async () => {
    const { secret, recoveryCodes } = await switchOn();
    const both = { currentPassword, code: codeAt(secret, now()) };
    const answer = await post("/second-factor/recovery-codes", both);
    const fresh: string[] = (await answer.json()).recoveryCodes;
    expect(fresh).toHaveLength(10);
    expect(await codeOf(await giveCode(recoveryCodes[0] as string))).toBe("auth.code_invalid");
    expect((await giveCode(fresh[0] as string)).status).toBe(200);
    expect(await status()).toEqual({ enabled: true, recoveryCodesLeft: 9, passkeys: 0 });
    // A code that made them is used up.
    const again = await post("/second-factor/recovery-codes", both);
    expect(await codeOf(again)).toBe("auth.code_invalid");
  });
});

describe("ACC-17: wrong codes of the app", () => {
  test("are bounded for the account, over all challenges; a recovery code gets in meanwhile", async () => {
    const { secret, recoveryCodes } = await switchOn();
    const guess = async () => giveCode(wrongFor(secret));
    for (let i = 0; i < 5; i++) expect(await codeOf(await guess())).toBe("auth.code_invalid");
    let waitMs = minute;
    for (let i = 0; i < 8; i++) {
      const refused = await giveCode(codeAt(secret, now()));
      const problem = await refused.json();
      expect(problem).toMatchObject({ code: "request.rate_limited", retryAfterMs: waitMs });
      pass(waitMs);
      expect(await codeOf(await guess())).toBe("auth.code_invalid");
      waitMs = Math.min(2 * waitMs, 60 * minute);
    }
    expect((await giveCode(recoveryCodes[0] as string)).status).toBe(200);
    pass(waitMs);
    expect((await giveCode(codeAt(secret, now()))).status).toBe(200);
    // The right one has ended the row of wrong ones.
    for (let i = 0; i < 5; i++) expect(await codeOf(await guess())).toBe("auth.code_invalid");
  });

  test("at the same moment are no way around", async () => {
    const { secret } = await switchOn();
    const challenges: string[] = [];
    for (let i = 0; i < 20; i++) challenges.push(await challenge());
    const answers = await Promise.all(challenges.map((one) => giveCode(wrongFor(secret), one)));
    const codes = await Promise.all(answers.map(codeOf));
    expect(codes.filter((code) => code === "auth.code_invalid")).toHaveLength(5);
    expect(codes.filter((code) => code === "request.rate_limited")).toHaveLength(15);
  });

  test("of who does not know the password count for nothing", async () => {
    const { secret } = await switchOn();
    for (let i = 0; i < 20; i++) {
      expect(await codeOf(await giveCode("000000", `guess ${i}`))).toBe("auth.challenge_over");
    }
    expect((await giveCode(codeAt(secret, now()))).status).toBe(200);
  });
});
