import { freePort } from "@roost/server/testing/free-port.ts";
import type { CDPSession, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { signIn, type VisitOptions, visit, visitAs } from "./browser.ts";
import { password, startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

/** Passkeys belong to a name, and the address of a test server is a number. */
let address: { url: string };
setUpServerAndBrowser(async () => {
  const port = await freePort();
  address = { url: `http://localhost:${port}` };
  return startTestServer({ PORT: `${port}`, PUBLIC_URL: address.url });
});
beforeAll(async () => {
  await server.addPerson("ann", "Ann");
});

const dialog = (page: Page) => page.getByRole("dialog");
const list = (page: Page) => page.getByRole("region", { name: "Passkeys" });
const signedIn = (page: Page) => page.getByRole("navigation", { name: "Rooms" }).waitFor();

/** A device of a page, which makes and uses passkeys as its person would. */
interface Device {
  cdp: CDPSession;
  authenticatorId: string;
}

/** @param isPresent Whether its person says yes to whatever is asked. */
async function plugIn(page: Page, isPresent = true): Promise<Device> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal" },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      automaticPresenceSimulation: isPresent,
    },
  });
  return { cdp, authenticatorId };
}

/** Moves what a device keeps to the device of another page. */
async function carryOver(from: Device, to: Device): Promise<void> {
  const { credentials } = await from.cdp.send("WebAuthn.getCredentials", {
    authenticatorId: from.authenticatorId,
  });
  for (const credential of credentials) {
    await to.cdp.send("WebAuthn.addCredential", {
      authenticatorId: to.authenticatorId,
      credential,
    });
  }
}

/** Adds a passkey in the open settings, by the keyboard alone, as its name is suggested. */
async function add(page: Page, name: string): Promise<void> {
  await list(page).getByRole("button", { name: "Add a passkey" }).focus();
  await page.keyboard.press("Enter");
  const field = dialog(page).getByLabel("Name");
  await field.and(page.locator(":focus")).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

/** The page to sign in, with a device that keeps what another one does. */
async function atTheDoor(device: Device, isPresent: boolean, options: VisitOptions = {}) {
  const visited = await visit(browser, address, { ...options, path: "/jobs" });
  const own = await plugIn(visited.page, isPresent);
  await carryOver(device, own);
  await visited.page.goto("/sign-in");
  return { ...visited, device: own };
}

test("ACC-19 to ACC-21: a passkey is added by keyboard, signs in alone and behind a password, and is removed", async () => {
  const elsewhere = await visitAs(browser, address, "ann");
  const { page, errors } = await visitAs(browser, address, "ann", { path: "/settings/account" });
  const device = await plugIn(page);
  await add(page, "My phone");
  await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  const codes = await dialog(page).getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await dialog(page).getByRole("button", { name: "I have kept them" }).click();
  await list(page).getByText("not used yet").waitFor();
  await page.getByText("By passkey, with 10 recovery codes left").waitFor();
  await elsewhere.page.getByText("You were signed out.").waitFor();
  // The same device makes no second one.
  await add(page, "Again");
  await dialog(page).getByText("has a passkey of yours already").waitFor();
  await page.keyboard.press("Escape");
  expect(await findings(page)).toEqual([]);

  // By the button.
  const first = await atTheDoor(device, false);
  const button = first.page.getByRole("button", { name: "Use a passkey" });
  await button.waitFor();
  expect(await first.page.getByLabel("User name or e-mail").getAttribute("autocomplete")).toBe(
    "username webauthn",
  );
  expect(await findings(first.page)).toEqual([]);
  await first.device.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
    authenticatorId: first.device.authenticatorId,
    enabled: true,
  });
  await button.focus();
  await first.page.keyboard.press("Enter");
  await signedIn(first.page);

  // Behind the password.
  const second = await atTheDoor(first.device, false);
  await second.page.getByLabel("User name or e-mail").fill("ann");
  await second.page.getByLabel("Password", { exact: true }).fill(password);
  await second.page.keyboard.press("Enter");
  await second.page.getByRole("heading", { name: "One more step" }).waitFor();
  const use = second.page.getByRole("button", { name: "Use a passkey" });
  await use.and(second.page.locator(":focus")).waitFor();
  expect(await findings(second.page)).toEqual([]);
  await second.device.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
    authenticatorId: second.device.authenticatorId,
    enabled: true,
  });
  await second.page.keyboard.press("Enter");
  await signedIn(second.page);

  // Without the device.
  const third = await visit(browser, address);
  await third.page.getByLabel("User name or e-mail").fill("ann");
  await third.page.getByLabel("Password", { exact: true }).fill(password);
  await third.page.keyboard.press("Enter");
  await third.page.getByRole("button", { name: "Use a recovery code" }).click();
  await third.page.getByLabel("Recovery code").fill(codes[0] as string);
  await third.page.keyboard.press("Enter");
  await signedIn(third.page);

  await page.reload();
  await list(page)
    .getByText(/^used /)
    .waitFor();
  await list(page).getByRole("button", { name: "Rename “My phone”" }).click();
  await dialog(page).getByLabel("Name").fill("Old phone");
  await page.keyboard.press("Enter");
  await list(page).getByRole("button", { name: "Remove “Old phone”" }).click();
  await dialog(page).getByText("It is the last one.").waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("“Old phone” is removed.").waitFor();
  await list(page)
    .getByRole("button", { name: "Remove “Old phone”" })
    .waitFor({ state: "detached" });

  // The device does not know that.
  const fourth = await atTheDoor(second.device, false);
  await fourth.page.getByRole("button", { name: "Use a passkey" }).waitFor();
  await fourth.device.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
    authenticatorId: fourth.device.authenticatorId,
    enabled: true,
  });
  await fourth.page.getByRole("button", { name: "Use a passkey" }).click();
  await fourth.page.getByText("This passkey signs you in no more").waitFor();
  await signIn(fourth.page, "ann");
  expect([...errors, ...first.errors, ...second.errors, ...fourth.errors]).toEqual([]);
});

test("ACC-20: what the browser offers in the field of the name signs in; on a phone, in German and in the dark theme", async () => {
  await server.addPerson("ben", "Ben");
  const options = { phone: true, locale: "de-DE", theme: "dark" } as const;
  const own = await visitAs(browser, address, "ben", { ...options, path: "/settings/account" });
  const device = await plugIn(own.page);
  await own.page.getByRole("button", { name: "Passkey hinzufügen" }).click();
  await dialog(own.page).getByRole("button", { name: "Weiter" }).click();
  await own.page.getByRole("heading", { name: "Deine Ersatzcodes" }).waitFor();
  await dialog(own.page).getByRole("button", { name: "Ich habe sie aufbewahrt" }).click();
  await own.page.getByText("noch nicht benutzt").waitFor();
  expect(await findings(own.page)).toEqual([]);

  const { page, errors } = await atTheDoor(device, true, options);
  await page.getByRole("navigation", { name: "Räume" }).waitFor();
  expect(errors).toEqual([]);
});

test("ACC-20: who has no passkey, or changes their mind, is told another way", async () => {
  const { page, errors } = await visit(browser, address, { path: "/jobs" });
  await plugIn(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("No passkey was used.").waitFor();
  expect(await findings(page)).toEqual([]);
  await server.addPerson("carl", "Carl");
  await signIn(page, "carl");
  expect(errors).toEqual([]);
});
