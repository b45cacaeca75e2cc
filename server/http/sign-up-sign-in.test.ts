import { normalizePassword } from "@roost/protocol/account-rules.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { codeOf, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // The first account may have any name.
  await server.person("first");
});
afterAll(() => server.close());

function post(path: string, body: unknown): Promise<Response> {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Ways of typing the same: what is not seen around it, capitals, full width, accents apart. */
const spellings: ((text: string) => string)[] = [
  (text) => text,
  (text) => ` \t${text}\u3000`,
  (text) => `\u202a${text}\u202c`,
  (text) => text.toUpperCase(),
  (text) => text.normalize("NFD"),
  (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
];
const spelling = fc.constantFrom(...spellings);

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 140 }),
  fc.string({ unit: "grapheme", maxLength: 140 }),
  fc.string({
    unit: fc.constantFrom("🐦", "👩‍👩‍👧‍👦", "e\u0301", "ｐ", "ע", " ", "\ud83d"),
    maxLength: 130,
  }),
);
/** Long enough, mostly. */
const password = anyText.chain((text) => fc.constantFrom(text, `${text}12345678`));
const local = fc.constantFrom("jürgen", "пользователь", "o'neil", "a+b", "x.y", "用户", "ann");
const domain = fc.constantFrom(
  ...["example.org", "bücher.example", "xn--bcher-kva.example", "x.xn--p1ai", "почта.рф", "a..b"],
);

let people = 0;

test("ACC-1: whatever sign-up takes, sign-in takes: by name and by address, however they are typed", async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({ username: anyText, local, domain, password }),
      fc.boolean(),
      fc.array(spelling, { minLength: 5, maxLength: 5 }),
      async (typed, hasPlainName, [first, second, third, fourth, fifth]) => {
        const own = ++people;
        const name = hasPlainName ? `Person_${own}` : typed.username;
        const address = `${typed.local}${own}@${typed.domain}`;
        const account = {
          name: "Somebody",
          username: first?.(name),
          email: second?.(address),
          password: typed.password,
        };
        if ((await post("/sign-up/email", account)).status !== 200) return;
        taken++;
        const ways = [
          ["/sign-in/username", { username: account.username }, typed.password],
          ["/sign-in/username", { username: third?.(name) }, typed.password],
          ["/sign-in/email", { email: account.email }, typed.password.normalize("NFD")],
          ["/sign-in/email", { email: fourth?.(address) }, typed.password],
          ["/sign-in/email", { email: fifth?.(address) }, normalizePassword(typed.password)],
        ] as const;
        for (const [path, login, password] of ways) {
          expect((await post(path, { ...login, password })).status, JSON.stringify(login)).toBe(
            200,
          );
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(taken).toBeGreaterThan(20);
});

test("somebody with a password of 65 emoji can sign in", async () => {
  const person = { ...newPerson("emoji"), password: "🐦".repeat(65) };
  expect((await post("/sign-up/email", person)).status).toBe(200);
  expect((await post("/sign-in/username", person)).status).toBe(200);
  expect((await post("/sign-in/email", person)).status).toBe(200);
});

describe("an account that was made before", () => {
  test.each([
    ["128 emoji", "🐦".repeat(128)],
    ["8 letters that compose to 4", "e\u0301".repeat(4)],
    ["128 ligatures that come apart into 2,304 letters", "\ufdfa".repeat(128)],
  ])("with a password of %s can sign in", async (_name, typed) => {
    const person = newPerson();
    await post("/sign-up/email", person);
    // As the hash was always made: of the form NFKC, whatever was counted.
    await server.ctx.database.pool.query(
      `UPDATE credentials SET password_hash = $2
       WHERE user_id = (SELECT id FROM users WHERE username = $1)`,
      [person.username, `cheap:${typed.normalize("NFKC")}`],
    );
    const answer = await post("/sign-in/username", { ...person, password: typed });
    expect(answer.status).toBe(200);
  });

  test("with a name that is reserved now can sign in", async () => {
    const person = newPerson();
    await post("/sign-up/email", person);
    await server.ctx.database.pool.query(
      "UPDATE users SET username = 'system' WHERE username = $1",
      [person.username],
    );
    const answer = await post("/sign-in/username", { ...person, username: "system" });
    expect(answer.status).toBe(200);
  });
});

test("ACC-2: an address is one account, spelled as DNS or as people do", async () => {
  const german = { ...newPerson(), email: "jürgen@bücher.example" };
  expect((await (await post("/sign-up/email", german)).json()).user.email).toBe(
    "jürgen@xn--bcher-kva.example",
  );
  const again = { ...newPerson(), email: "Ju\u0308rgen@XN--BCHER-KVA.example" };
  expect(await codeOf(await post("/sign-up/email", again))).toBe("auth.email_taken");
  const { password } = german;
  expect((await post("/sign-in/email", { email: again.email, password })).status).toBe(200);
  const russian = { ...newPerson(), email: "user@x.xn--p1ai" };
  expect((await post("/sign-up/email", russian)).status).toBe(200);
});

test.each(["admin", "Everyone", "here", "system", "Ｒｏｏｓｔ", "support", "null"])(
  "nobody can sign up as %j",
  async (username) => {
    const person = { ...newPerson(), username };
    expect(await codeOf(await post("/sign-up/email", person))).toBe("auth.username_reserved");
  },
);

test("the first account may be called admin, and be the owner", async () => {
  const fresh = await startTestServer();
  try {
    expect((await fresh.person("admin")).identity).toMatchObject({
      username: "admin",
      role: "owner",
    });
  } finally {
    await fresh.close();
  }
});

test.each([
  ["very many accents for a password", "ann", "\u0301\u0327".repeat(40_000)],
  ["very many accents for a name", "\u0301\u0327".repeat(20_000), "password"],
])("%s is refused, and quickly", async (_name, username, password) => {
  const answer = await post("/sign-in/username", { username, password });
  expect(await codeOf(answer)).toBe("auth.invalid_credentials");
  const email = `${username}@example.org`;
  expect(await codeOf(await post("/sign-up/email", { name: "A", username, email, password }))).toBe(
    "request.invalid",
  );
});
