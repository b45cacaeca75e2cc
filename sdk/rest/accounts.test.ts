import { expect, test } from "vitest";
import { Accounts } from "./accounts.ts";

test("ACC-15: a sign-in that needs a code says with what it is to be given", async () => {
  const requests: [string, unknown][] = [];
  const challenge = "of the server";
  const accounts = new Accounts({
    url: "http://roost.example",
    fetch: async (input, init) => {
      const body = JSON.parse(String(init?.body));
      requests.push([String(input), body]);
      if ("code" in body) return Response.json({ token: "secret", user: { id: "1" } });
      const code = "auth.second_factor_needed";
      return Response.json({ code, status: 401, detail: "A code.", challenge }, { status: 401 });
    },
  });
  const refused = await accounts
    .signIn({ login: "ann", password: "password" })
    .catch((error) => error);
  expect(refused).toMatchObject({ name: "ApiError", code: "auth.second_factor_needed", challenge });
  expect(await accounts.signIn({ challenge, code: "123456" })).toBe("1");
  expect(requests[1]).toEqual([
    "http://roost.example/api/auth/sign-in/second-factor",
    { challenge, code: "123456" },
  ]);
});

test.each([
  ["ann", "sign-in/username", { username: "ann" }],
  ["ann@example.org", "sign-in/email", { email: "ann@example.org" }],
  ["ａｎｎ＠example.org", "sign-in/email", { email: "ａｎｎ＠example.org" }],
])("%j signs in by %s", async (login, route, body) => {
  const requests: [string, unknown][] = [];
  const accounts = new Accounts({
    url: "http://roost.example",
    fetch: async (input, init) => {
      requests.push([String(input), JSON.parse(String(init?.body))]);
      return Response.json({ token: "secret", user: { id: "1" } });
    },
  });
  await accounts.signIn({ login, password: "password" });
  expect(requests).toEqual([
    [`http://roost.example/api/auth/${route}`, { ...body, password: "password" }],
  ]);
});
