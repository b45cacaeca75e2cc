import { expect, test } from "vitest";
import { Accounts } from "./accounts.ts";

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
