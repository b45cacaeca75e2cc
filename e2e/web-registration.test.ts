import type { CreatedInvite } from "@roost/protocol/registration.ts";
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { signUpOn, visit, visitAs } from "./browser.ts";
import { browser, server } from "./server-and-browser.ts";
import { mailServer, setUpServerWithMailAndBrowser } from "./server-with-mail.ts";

setUpServerWithMailAndBrowser();

/** Who owns the server. */
let owner: BrowserContext;
beforeAll(async () => {
  await server.addPerson("olga", "Olga Owner");
  owner = (await visitAs(browser, server, "olga")).context;
});
beforeEach(() => set({ registration: "open" }));

async function ask(method: string, path: string, data?: object) {
  const headers = { origin: server.url };
  const answer = await owner.request.fetch(`/api/admin${path}`, {
    ...{ method, headers },
    ...(data && { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer;
}

const set = (settings: object) => ask("PATCH", "/settings", settings);

async function invite(wish: object = {}): Promise<CreatedInvite> {
  return (await ask("POST", "/invites", wish)).json();
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });

test("REG-3: the page to sign in offers an account only where there is one to be had, and the page to sign up says why not", async () => {
  const link = (page: Page) => page.getByRole("link", { name: "Create an account" });
  const { page } = await visit(browser, server, { path: "/sign-in" });
  await link(page).waitFor();
  for (const [registration, words] of [
    ["invite", "Who comes here is invited."],
    ["closed", "This server takes no new accounts by itself"],
  ] as const) {
    await set({ registration });
    const told = page.waitForResponse((response) => response.url().endsWith("/api/registration"));
    await page.goto("/sign-in");
    await told;
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    expect(await link(page).count()).toBe(0);
    await page.goto("/sign-up");
    await page.getByText(words).waitFor();
    expect(await page.getByLabel("Your name").count()).toBe(0);
    await page.getByRole("link", { name: "Sign in" }).click();
    await heading(page, "Sign in");
  }
});

test("REG-4, REG-6: a link says who invites, lets one person in, into its room, and then nobody", async () => {
  await set({ registration: "invite" });
  const made = await owner.request.post("/api/rooms", {
    data: { name: "Nestlings", kind: "private" },
    headers: { origin: server.url },
  });
  const { id } = await made.json();
  const { url } = await invite({ maxUses: 1, roomIds: [id] });
  const { page, errors } = await visit(browser, server, { path: new URL(url).pathname });
  await page.getByText("Olga Owner invites you to Roost.").waitFor();
  await signUpOn(page, "ines");
  await rooms(page).getByText("Nestlings").waitFor();
  expect(new URL(page.url()).pathname).not.toContain("join");
  expect(errors).toEqual([]);

  const late = await visit(browser, server, { path: new URL(url).pathname });
  await late.page.getByText("This invitation was used up or revoked").waitFor();
  await late.page.getByRole("button", { name: "Back to signing in" }).click();
  await heading(late.page, "Sign in");
  // Who is in already goes home.
  await page.goto(new URL(url).pathname);
  await rooms(page).waitFor();
});

test("REG-4: a link that is revoked while somebody types says so", async () => {
  await set({ registration: "invite" });
  const { url, invite: made } = await invite();
  const { page } = await visit(browser, server, { path: new URL(url).pathname });
  await page.getByText("Olga Owner invites you").waitFor();
  await ask("DELETE", `/invites/${made.id}`);
  await signUpOn(page, "late");
  await page.getByText("This invitation was used up or revoked").waitFor();
});

test("REG-8: who waits goes on by themselves when somebody lets them in, and is told why when nobody does", async () => {
  await set({ registration: "approval" });
  const { page, errors } = await visit(browser, server, { path: "/sign-up" });
  await page.getByText("When you have signed up, somebody has to let you in.").waitFor();
  await signUpOn(page, "wanda");
  await heading(page, "You wait to be let in");
  await mailServer.next("olga@example.org", "wants to be let in");
  // Whatever they ask for, this page is all they get.
  await page.goto("/browse");
  await heading(page, "You wait to be let in");

  const list = async () => (await ask("GET", "/registrations?state=awaited")).json();
  const { registrations } = await list();
  expect(registrations).toMatchObject([{ username: "wanda", email: "wanda@example.org" }]);
  const [{ id }] = registrations;
  await ask("PUT", `/registrations/${id}/refusal`, { reason: "Nobody knows you" });
  await heading(page, "You are not let in");
  await page.getByText("The reason given: Nobody knows you").waitFor();
  expect((await mailServer.next("wanda@example.org")).text).toContain("Nobody knows you");
  await ask("PUT", `/registrations/${id}/approval`);
  await rooms(page).waitFor();
  expect(errors).toEqual([]);
});

test("REG-7: an address of a domain lets somebody in once it is confirmed, and no other does", async () => {
  await set({ registration: "domain", allowedDomains: ["example.org"] });
  const { page } = await visit(browser, server, { path: "/sign-up" });
  await page.getByText("You come in with an e-mail address of").waitFor();
  await page.getByLabel("Your name").fill("Dora");
  await page.getByLabel("E-mail").fill("dora@example.com");
  await page.getByLabel("Password", { exact: true }).fill("two nests of twigs");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Nobody comes in with an address of this domain.").waitFor();
  await page.getByLabel("E-mail").fill("dora@example.org");
  await page.getByRole("button", { name: "Create account" }).click();
  await heading(page, "Confirm your address");
  const { link } = await mailServer.next("dora@example.org");
  const elsewhere = await visit(browser, server);
  await elsewhere.page.goto(link as string);
  await elsewhere.page.getByRole("button", { name: "Confirm the address" }).click();
  await rooms(page).waitFor();
});
