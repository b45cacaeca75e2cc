import { expect, test } from "vitest";
import { visit, visitAs } from "./browser.ts";
import { visitPanelAs } from "./panel.ts";
import { password } from "./server.ts";
import { browser, server } from "./server-and-browser.ts";
import { mailServer, setUpServerWithMailAndBrowser } from "./server-with-mail.ts";

setUpServerWithMailAndBrowser({ AUTH_ATTEMPTS_PER_MINUTE: "5", TRUST_PROXY: "true" });

/** A stranger guesses at a password until nobody is let in from elsewhere. */
async function guess(username: string): Promise<void> {
  for (let index = 0; index < 5; index++) {
    const answer = await fetch(`${server.url}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": `198.51.100.${index}` },
      body: JSON.stringify({ username, password: "not the password" }),
    });
    expect(answer.status).toBe(401);
  }
}

test("ACC-28: people see who signed in to their account, and so do those who look after them", async () => {
  const olga = await server.addPerson("olga", "Olga Owner");
  const ann = await server.addPerson("ann", "Ann Avocet");
  await guess("ann");
  const { page, errors } = await visitAs(browser, server, "ann", { path: "/settings/sessions" });
  await page.getByRole("heading", { name: "Sign-ins" }).waitFor();
  await page.getByText("Made the account").waitFor();
  await page.getByText("Signed in with the password").waitFor();
  expect(await page.getByText("A wrong password").count()).toBe(5);
  expect(await page.getByText("198.51.100.3").count()).toBe(1);
  expect(await page.getByText("New browser").count()).toBe(1);
  await mailServer.next("ann@example.org", "A new sign-in to");

  const path = `/people/${ann.me.get()?.id}`;
  const panel = await visitPanelAs(browser, server, "olga", path);
  const section = panel.page.getByRole("region", { name: "Sign-ins" });
  await section.getByText("Made the account").waitFor();
  expect(await section.getByText("A wrong password").count()).toBe(5);
  expect([...errors, ...panel.errors]).toEqual([]);
  expect(olga.me.get()?.role).toBe("owner");
});

test("ACC-30: who is kept waiting by strangers is let in by a link from their mailbox, by keyboard alone", async () => {
  await server.addPerson("ben", "Ben Bittern");
  await guess("ben");
  const { page, errors } = await visit(browser, server);
  await page.setExtraHTTPHeaders({ "x-forwarded-for": "192.0.2.50" });
  await page.getByLabel("User name or e-mail").fill("ben");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  const offer = page.getByRole("link", { name: "have a link mailed" });
  await offer.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Try again to sign in" }).waitFor();
  await page.keyboard.type("ben@example.org");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
  const mail = await mailServer.next("ben@example.org");
  expect(mail.subject).toContain("Try again to sign in");
  await page.goto(mail.link as string);
  await page.getByText("This browser may try again at once").waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("User name or e-mail").waitFor();
  await page.keyboard.type("ben");
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();

  const other = await visit(browser, server, { path: new URL(mail.link as string).pathname });
  await other.page.goto(mail.link as string);
  await other.page.getByRole("button", { name: "Let me try again" }).click();
  await other.page.getByText("This link was used, or its time is over.").waitFor();
  expect([...errors, ...other.errors]).toEqual([]);
});
