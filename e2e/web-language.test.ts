import { type Message, type Part, partsOf } from "@roost/web/chat/language/message.ts";
import { englishTexts, germanTexts } from "@roost/web/chat/language/testing/texts.ts";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { messages, signIn, type VisitOptions, visit } from "./browser.ts";
import { password, startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let room: string;

setUpServerAndBrowser();
beforeAll(async () => {
  const ada = await server.addPerson("ada", "Ada Quist");
  const bo = await server.addPerson("bo", "שלום");
  await server.addPerson("cleo", "Cleo");
  const created = await ada.api.createRoom({ name: "Möwen", kind: "public", topic: "Ahoi" });
  room = created.id;
  await bo.api.joinRoom(room);
  await ada.sent(ada.send(room, "Moin"));
  await bo.sent(bo.send(room, "Moin moin"));
  await ada.api.createRoom({ name: "Werft", kind: "private", topic: "" });
});

async function visitInGerman(options: VisitOptions = {}) {
  const visited = await visit(browser, server, { locale: "de-DE", ...options });
  await visited.page.getByRole("heading", { name: "Anmelden" }).waitFor();
  return visited;
}

async function signInInGerman(page: Page, username: string): Promise<void> {
  await page.getByLabel("Benutzername oder E-Mail").fill(username);
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await page.getByRole("navigation", { name: "Räume" }).waitFor();
}

const formsOf = (message: Message) =>
  typeof message === "string" ? [message] : Object.values(message);

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function patternOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.type === "words") return escaped(part.words);
      return part.type === "placeholder" ? ".+" : patternOf(part.parts);
    })
    .join("");
}

/** What English texts look like on a page; without those that are the same in German. */
const englishPatterns = Object.entries(englishTexts as Record<string, Message>).flatMap(
  ([key, message]) => {
    const german = formsOf((germanTexts as Record<string, Message>)[key] ?? "");
    return formsOf(message)
      .filter((form) => !german.includes(form) && /\p{L}{2}/u.test(form.replace(/\{\w+\}/g, "")))
      .flatMap((form) => {
        const parts = partsOf(form);
        const pieces = parts.some(({ type }) => type === "piece")
          ? parts.map((part) => patternOf([part]).trim())
          : [];
        return [patternOf(parts), ...pieces].map((pattern) => new RegExp(`^${pattern}$`, "u"));
      });
  },
);

/** Everything on the page that people read or hear. */
function wordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text && !node.parentElement?.closest("script, style, body [lang]")) {
        words.push(node.data);
      } else if (node instanceof HTMLElement) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) {
          words.push(node.getAttribute(name) ?? "");
        }
      }
    }
    return words.map((word) => word.trim()).filter((word) => word !== "");
  });
}

async function englishOn(page: Page): Promise<string[]> {
  const words = await wordsOn(page);
  expect(words.length).toBeGreaterThan(5);
  return words.filter((word) => englishPatterns.some((pattern) => pattern.test(word)));
}

/** What sticks out at the side of the page, or of something that scrolls up and down. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => element.scrollWidth > element.clientWidth && element.clientWidth > 0)
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
      .concat(document.documentElement.scrollWidth > innerWidth ? [document.documentElement] : [])
      .map((element) => `${element.tagName} ${element.className}`),
  );
}

test("somebody with a German browser reads German before and after signing in", async () => {
  const { page, errors } = await visitInGerman({ path: `/rooms/${room}` });
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
  expect(await englishOn(page)).toEqual([]);
  await page.getByLabel("Benutzername oder E-Mail").fill("ada");
  await page.getByLabel("Passwort", { exact: true }).fill("falsch");
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await page.getByText("Der Name oder das Passwort ist falsch.").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await page.getByRole("link", { name: "Konto anlegen" }).click();
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await page.getByText("Sag den anderen, wie du heißt.").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await page.getByRole("link", { name: "Anmelden" }).click();
  await signInInGerman(page, "ada");
  await messages(page, "Moin moin").waitFor();
  expect(await englishOn(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("every page and dialog is in German, and fits into the smallest screen", async () => {
  const { page, errors } = await visitInGerman({ path: `/rooms/${room}` });
  await signInInGerman(page, "ada");
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`/rooms/${room}`);
    await messages(page, "Moin moin").waitFor();
    expect(await englishOn(page)).toEqual([]);
    expect(await stickingOut(page)).toEqual([]);
    for (const name of [
      ...["Raum anlegen", "Leute in diesen Raum einladen", "Mitglieder dieses Raums"],
      ...["Name und Thema dieses Raums", "Diesen Raum verlassen", "Tastatur", "Abmelden"],
    ]) {
      await page.keyboard.press("Control+k");
      await page.locator("input[role=combobox]").fill(name);
      expect(await englishOn(page)).toEqual([]);
      await page.getByRole("option", { name, exact: true }).click();
      await page.locator("input[role=combobox]").waitFor({ state: "detached" });
      const opened = page
        .getByRole("dialog")
        .or(page.getByRole("alertdialog"))
        .or(page.locator("[data-panel]"));
      await opened.first().waitFor();
      await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
      expect(await englishOn(page), name).toEqual([]);
      expect(await stickingOut(page), name).toEqual([]);
      await page.keyboard.press("Escape");
      await page
        .getByRole("dialog")
        .or(page.getByRole("alertdialog"))
        .waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "Mehr zu diesem Raum" }).click();
    await page.getByRole("menuitem", { name: "Raum verlassen" }).waitFor();
    expect(await englishOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await messages(page, "Moin moin").hover();
    expect(await englishOn(page)).toEqual([]);
    for (const section of ["appearance", "writing", "privacy", "sessions"]) {
      await page.goto(`/settings/${section}`);
      await page
        .getByRole("switch")
        .or(page.getByRole("combobox"))
        .or(page.getByText("Dieses Gerät"))
        .first()
        .waitFor();
      // Languages are named in themselves.
      if (section !== "appearance") expect(await englishOn(page), section).toEqual([]);
      expect(await stickingOut(page), section).toEqual([]);
    }
    await page.goto("/browse");
    await page.getByRole("heading", { name: "Öffentliche Räume" }).waitFor();
    await page.getByRole("link", { name: "Möwen" }).last().waitFor();
    expect(await englishOn(page)).toEqual([]);
    expect(await stickingOut(page)).toEqual([]);
    await page.goto(`/rooms/${crypto.randomUUID()}`);
    await page.getByText("Diesen Raum gibt es hier nicht").waitFor();
    expect(await englishOn(page)).toEqual([]);
    expect(await stickingOut(page)).toEqual([]);
  }
  expect(errors).toEqual([]);
});

test("dates, numbers, plurals and names are written as German has them", async () => {
  const { page } = await visitInGerman({ path: `/rooms/${room}` });
  await signInInGerman(page, "ada");
  await page.getByRole("heading", { name: "Heute" }).waitFor();
  const time = messages(page, "Moin moin").locator("time");
  expect(await time.getAttribute("title")).toMatch(/^\p{L}+tag|woch/u);
  expect(await time.getAttribute("title")).toMatch(/, \d+\. \p{L}+ \d{4} um \d\d:\d\d$/u);
  await page.getByRole("button", { name: "2 Mitglieder" }).waitFor();
  // The name from right to left stays apart from the sentence around it.
  await page
    .getByRole("log")
    .getByText("\u2068שלום\u2069 ist beigetreten", { exact: true })
    .waitFor();
  await page.getByRole("log").getByText("Du hast diesen Raum angelegt").waitFor();
  await page.getByRole("textbox", { name: "Nachricht an Möwen" }).fill("x".repeat(11_234));
  await page.getByText("1.234 Zeichen zu viel").waitFor();
  await page.getByRole("button", { name: "Mehr zu \u2068שלום\u2069" }).click();
  await page.getByRole("menuitem", { name: "Entfernen" }).click();
  const question = page.getByRole("alertdialog", { name: "\u2068שלום\u2069 entfernen?" });
  await question.waitFor();
  expect(await question.locator("bdi").textContent()).toBe("Möwen");
});

test("a server that takes no new accounts says so in German", async () => {
  const closed = await startTestServer({ REGISTRATION: "closed" });
  await closed.addPerson("first", "First");
  const { page, context } = await visit(browser, closed, { locale: "de-DE", path: "/sign-up" });
  await page.getByText("Auf diesem Server kann man sich nicht selbst registrieren.").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await context.close();
  await closed.close();
});

test("the language is changed in the settings, and kept over a reload and on signing out", async () => {
  const { page } = await visitInGerman({ path: `/rooms/${room}` });
  await signInInGerman(page, "ada");
  await page.getByRole("button", { name: "Konto von Ada Quist" }).click();
  await page.getByRole("menuitem", { name: "Einstellungen" }).click();
  await page.getByLabel("Sprache").selectOption({ label: "English" });
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.goBack();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.getByRole("heading", { name: "Today" }).waitFor();
  await page.getByRole("log").getByText("You created this room").waitFor();
  await page.getByRole("textbox", { name: "Message Möwen" }).waitFor();
  // Shows that `englishOn` finds what there is.
  expect(await englishOn(page)).toEqual(
    expect.arrayContaining(["Jump to…", "You created this room", "Message Möwen", "2 members"]),
  );
  await page.reload();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
  await page.getByRole("button", { name: "Account of Ada Quist" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await signIn(page, "ada");
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
  await page.keyboard.press("Control+,");
  await page.getByLabel("Language").selectOption({ label: "Automatic" });
  await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
});

test("who does not read the browser's language changes it before signing in, and keeps what was typed", async () => {
  const { page, context } = await visit(browser, server, { locale: "de-DE", path: "/sign-up" });
  await page.getByLabel("Dein Name").fill("Dana Unsinn");
  const other = await visit(browser, server, { context });
  await page.getByRole("button", { name: "English" }).click();
  await expect.poll(() => page.getByLabel("Your name").inputValue()).toBe("Dana Unsinn");
  // All tabs of a browser speak the same language.
  await other.page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("only the language of the page is loaded", async () => {
  const { page } = await visit(browser, server, { locale: "de-DE", path: "/nowhere" });
  const scripts = new Set<string>();
  page.on("response", (response) => scripts.add(response.url()));
  await page.reload();
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  const catalogues = () => [...scripts].filter((url) => /\/catalogue-[^/]*\.js$/.test(url));
  expect(catalogues()).toHaveLength(1);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(catalogues()).toHaveLength(2);
});

test("a language that cannot be fetched says so in the present one, which stays", async () => {
  const { page } = await visitInGerman();
  await page.route(/\/assets\/catalogue-/, (route) => route.abort());
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Diese Sprache konnte nicht geladen werden.").waitFor();
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  await page.unrouteAll();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("a page whose first language comes late waits for it, and then goes on", async () => {
  const { page } = await visit(browser, server, { locale: "de-DE", path: "/nowhere" });
  let refused = 0;
  await page.route(/\/assets\/catalogue-/, (route) => {
    if (refused++ === 0) return route.abort();
    return route.continue();
  });
  await page.reload();
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(refused).toBeGreaterThan(1);
});
