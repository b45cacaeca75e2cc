import { beforeEach, expect, test, vi } from "vitest";
import { OtherPerson } from "./errors.ts";
import { Person } from "./person.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { Tokens } from "./token.ts";

let clock: FakeClock;
let person: Person;
let count = 0;

beforeEach(() => {
  clock = new FakeClock();
  person = new Person(null);
  count = 0;
});

/** A token as servers make them; the server's clock need not be ours. */
function jwt(lifeSeconds: number, sub = "ann"): string {
  count += 1;
  const issuedAt = 1_000_000_000 + count;
  const claims = { sub, name: "Ünï?>", iat: issuedAt, exp: issuedAt + lifeSeconds, jti: count };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
}

test("a token is kept until a minute before its end, whatever the server's clock says", async () => {
  const source = vi.fn(async () => jwt(600));
  const tokens = new Tokens(source, clock, person);
  const first = await tokens.get();
  clock.advance(539_000);
  expect(await tokens.get()).toBe(first);
  clock.advance(2_000);
  expect(await tokens.get()).not.toBe(first);
  expect(source).toHaveBeenCalledTimes(2);
});

test("a short one is kept for three quarters of its life", async () => {
  const tokens = new Tokens(async () => jwt(60), clock, person);
  const first = await tokens.get();
  clock.advance(44_000);
  expect(await tokens.get()).toBe(first);
  clock.advance(2_000);
  expect(await tokens.get()).not.toBe(first);
});

test("who asks at the same time gets the same one", async () => {
  const source = vi.fn(async () => jwt(600));
  const tokens = new Tokens(source, clock, person);
  const all = await Promise.all([tokens.get(), tokens.get(), tokens.get()]);
  expect(new Set(all).size).toBe(1);
  expect(source).toHaveBeenCalledTimes(1);
});

test("a failure is told to all who wait, and the next one asks again", async () => {
  let fails = true;
  const tokens = new Tokens(
    async () => {
      if (fails) throw new Error("no network");
      return "opaque";
    },
    clock,
    person,
  );
  const [one, two] = [tokens.get(), tokens.get()];
  await expect(one).rejects.toThrow("no network");
  await expect(two).rejects.toThrow("no network");
  fails = false;
  expect(await tokens.get()).toBe("opaque");
});

test("a refused token is dropped, but not the newer one in its place", async () => {
  const tokens = new Tokens(async () => jwt(600), clock, person);
  const first = await tokens.get();
  tokens.drop(first);
  const second = await tokens.get();
  expect(second).not.toBe(first);
  tokens.drop(first);
  expect(await tokens.get()).toBe(second);
});

test("the last one is good for the gateway, expired or not, until it is refused", async () => {
  const tokens = new Tokens(async () => jwt(600), clock, person);
  const first = await tokens.last();
  clock.advance(3_600_000);
  expect(await tokens.last()).toBe(first);
  tokens.drop(first);
  expect(await tokens.last()).not.toBe(first);
});

test("WHO-3: the first token says who it is for, and one of another person is refused", async () => {
  let sub = "ann";
  const tokens = new Tokens(async () => jwt(60, sub), clock, person);
  const first = await tokens.get();
  expect(person.id).toBe("ann");
  sub = "ben";
  clock.advance(50_000);
  await expect(tokens.get()).rejects.toMatchObject(new OtherPerson("ben"));
  // Nothing of the other one is kept.
  expect(await tokens.last()).toBe(first);
  tokens.drop(first);
  await expect(tokens.last()).rejects.toBeInstanceOf(OtherPerson);
});

test("an API token is what it is: it is not renewed, and dropping it says so", async () => {
  const tokens = new Tokens("roost_pat_1", clock, person);
  expect(await tokens.get()).toBe("roost_pat_1");
  clock.advance(86_400_000);
  expect(tokens.drop("roost_pat_1")).toBe(false);
  expect([await tokens.last(), await tokens.get()]).toEqual(["roost_pat_1", "roost_pat_1"]);
  expect(new Tokens(async () => jwt(60), clock, person).drop("old")).toBe(true);
});
