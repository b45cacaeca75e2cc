import { freePort } from "@roost/server/testing/free-port.ts";
import {
  clientId,
  clientSecret,
  type IdentityProvider,
  startIdentityProvider,
} from "@roost/server/testing/identity-provider.ts";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visit, visitAs } from "./browser.ts";
import { startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let identity: IdentityProvider;
let address: { url: string };
afterAll(() => identity?.close());
setUpServerAndBrowser(async () => {
  const port = await freePort();
  address = { url: `http://localhost:${port}` };
  identity = await startIdentityProvider(address.url);
  const started = await startTestServer({
    ...{ PORT: `${port}`, PUBLIC_URL: address.url, OIDC_ISSUER: identity.issuer },
    ...{ OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: "Example" },
    OIDC_ROLES: "chat-admins=admin",
  });
  // Who owns the server.
  await started.addPerson("owner", "Owner");
  return started;
});

const signedIn = (page: Page) => page.getByRole("navigation", { name: "Rooms" }).waitFor();

/** @param id Somebody at the provider. */
function comes(id: string): void {
  const email = `${id}@example.org`;
  identity.people.set(id, { preferred_username: id, name: id, email, email_verified: true });
  identity.comes(id);
}

test("ACC-22, ACC-25: somebody signs in with the provider by keyboard, and is told what to do where it fails", async () => {
  const { page, errors } = await visit(browser, address, { path: "/settings/account" });
  const button = page.getByRole("button", { name: "Continue with Example" });
  await button.waitFor();
  expect(await findings(page)).toEqual([]);
  identity.comes(null);
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByText("The service did not let you in, or you turned back.").waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("link", { name: "Back to signing in" }).click();
  await page.goto("/settings/account");
  comes("dana");
  await page.getByRole("button", { name: "Continue with Example" }).click();
  // The page that was wanted.
  await page.getByRole("region", { name: "Account" }).getByText("dana@example.org").waitFor();
  await page.getByText(/^Linked since /).waitFor();
  await page.getByRole("button", { name: "Unlink" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
  await page.getByText("It is your only way in.").waitFor();
  expect(await findings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("ACC-23: an account is linked in the settings, signs in so, and is unlinked; in German, on a phone", async () => {
  await server.addPerson("eli", "Eli");
  const options = { phone: true, locale: "de-DE", theme: "dark" } as const;
  comes("someone");
  const visited = await visitAs(browser, address, "eli", { ...options, path: "/settings/account" });
  const { page, errors } = visited;
  await page.getByText("Nicht verknüpft").waitFor();
  await page.getByRole("button", { name: "Verknüpfen" }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Dorthin gehen" }).click();
  await page.getByText(/^Verknüpft seit /).waitFor();
  const other = await visit(browser, address);
  await other.page.getByRole("button", { name: "Continue with Example" }).click();
  await signedIn(other.page);
  await other.page.goto("/settings/account");
  await other.page.getByText("eli@example.org").waitFor();
  await page.getByRole("button", { name: "Lösen" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lösen" }).click();
  await page.getByText("Nicht verknüpft").waitFor();
  expect([...errors, ...other.errors]).toEqual([]);
});
