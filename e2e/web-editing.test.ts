import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const editBox = (page: Page) => page.getByRole("textbox", { name: "Edit message" });

/** Somebody new, alone in a room of their own. */
async function visitOwnRoom(username: string) {
  const person = await server.addPerson(username, username);
  const { id } = await person.api.createRoom({ name: `${username}s`, kind: "private" });
  const { page, errors } = await visitAs(browser, server, username);
  await page.goto(`/rooms/${id}`);
  await writing(page);
  const bodies = async () => {
    const { messages } = await person.api.messages(id);
    return messages.filter(({ system }) => system === null).map(({ body }) => body);
  };
  return { page, errors, bodies };
}

const writing = (page: Page) => composer(page).and(page.locator(":focus")).waitFor();

/** Loads the page anew; acknowledgements wait until the returned function is called. */
async function holdAcknowledgements(page: Page): Promise<() => void> {
  const released = Promise.withResolvers<void>();
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage(async (frame) => {
      if (String(frame).includes('"type":"posted"')) await released.promise;
      socket.send(frame);
    });
  });
  await page.reload();
  await writing(page);
  return released.resolve;
}

/** Loads the page anew; pages of messages wait until the returned function is called. */
async function holdMessages(page: Page): Promise<() => void> {
  const released = Promise.withResolvers<void>();
  await page.route("**/api/rooms/*/messages*", async (route) => {
    await released.promise;
    await route.continue();
  });
  await page.reload();
  await writing(page);
  return released.resolve;
}

test("what is typed after ArrowUp goes into the edit box, though the message is still on its way", async () => {
  const { page, errors, bodies } = await visitOwnRoom("ines");
  const acknowledge = await holdAcknowledgements(page);
  await page.keyboard.type("Two trens");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  for (let press = 0; press < 4; press++) await page.keyboard.press("Backspace");
  await page.keyboard.type("erns");
  expect(await editBox(page).inputValue()).toBe("Two terns");
  expect(await composer(page).inputValue()).toBe("");
  await page.keyboard.press("Enter");
  await page.getByText("Saved as soon as the message is sent").waitFor();
  acknowledge();
  await messages(page, "Two terns").getByText("edited").waitFor();
  await writing(page);
  expect(await composer(page).inputValue()).toBe("");
  expect(await bodies()).toEqual(["Two terns"]);
  expect(errors).toEqual([]);
});

test("an acknowledgement leaves the edit box, its text and the caret alone", async () => {
  const { page } = await visitOwnRoom("jon");
  const acknowledge = await holdAcknowledgements(page);
  await send(page, "One gull");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.type("Not ");
  acknowledge();
  await page
    .locator("[data-number]")
    .filter({ has: editBox(page) })
    .waitFor();
  await page.keyboard.type("even ");
  expect(await editBox(page).inputValue()).toBe("Not even One gull");
  await page.keyboard.press("Escape");
  await messages(page, "One gull").waitFor();
  await writing(page);
});

test("a change that is given up before the message is acknowledged is not made", async () => {
  const { page, bodies } = await visitOwnRoom("kim");
  const acknowledge = await holdAcknowledgements(page);
  await send(page, "As it was");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type(", or not");
  await page.keyboard.press("Enter");
  await page.getByText("Saved as soon as the message is sent").waitFor();
  await page.keyboard.press("Escape");
  acknowledge();
  await send(page, "Next");
  await acknowledged(page, "Next");
  expect(await bodies()).toEqual(["As it was", "Next"]);
});

test("a change that was saved is made, though its author went on to another room meanwhile", async () => {
  const { page, bodies } = await visitOwnRoom("lou");
  const acknowledge = await holdAcknowledgements(page);
  await send(page, "Frist");
  await page.keyboard.press("ArrowUp");
  await editBox(page).fill("First");
  await page.keyboard.press("Enter");
  await page.getByText("Saved as soon as the message is sent").waitFor();
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  acknowledge();
  await expect.poll(bodies).toEqual(["First"]);
});

test("what is typed after ArrowUp waits for the messages where they are not loaded yet", async () => {
  const { page } = await visitOwnRoom("lea");
  await send(page, "Three gulls");
  await acknowledged(page, "Three gulls");
  const release = await holdMessages(page);
  await page.keyboard.press("ArrowUp");
  for (let press = 0; press < 5; press++) await page.keyboard.press("Backspace");
  await page.keyboard.type("ternz");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("s");
  await page.keyboard.press("Home");
  await page.keyboard.type("At least ");
  await page.keyboard.press("Delete");
  await page.keyboard.type("t");
  expect(await composer(page).inputValue()).toBe("");
  release();
  await expect.poll(() => editBox(page).inputValue()).toBe("At least three terns");
});

test("where there turns out to be nothing to edit, what was typed after ArrowUp is for the composer", async () => {
  const { page } = await visitOwnRoom("max");
  const release = await holdMessages(page);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("Anybody here?");
  release();
  await expect.poll(() => composer(page).inputValue()).toBe("Anybody here?");
  await page.keyboard.press("Enter");
  await acknowledged(page, "Anybody here?");
});

test("Escape gives up an edit box that has not come yet, with what was typed for it", async () => {
  const { page } = await visitOwnRoom("nils");
  await send(page, "Four gulls");
  await acknowledged(page, "Four gulls");
  const release = await holdMessages(page);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("lost");
  await page.keyboard.press("Escape");
  await page.keyboard.type("kept");
  release();
  await messages(page, "Four gulls").waitFor();
  expect(await composer(page).inputValue()).toBe("kept");
  expect(await editBox(page).count()).toBe(0);
});

test("the mark of an edit leads to what the message said, with the words that changed", async () => {
  const { page } = await visitOwnRoom("ida");
  await send(page, "two terns came");
  await acknowledged(page, "two terns came");
  for (const text of ["three terns came", "three terns left"]) {
    await composer(page).press("ArrowUp");
    await editBox(page).fill(text);
    await editBox(page).press("Enter");
    await messages(page, text).getByRole("button", { name: "edited" }).waitFor();
  }
  await messages(page).getByRole("button", { name: "edited" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "What this message said" });
  const versions = dialog.getByRole("listitem");
  await versions.nth(2).getByText("two terns came").waitFor();
  await versions.nth(0).locator("ins").waitFor();
  expect(await versions.locator("ins").allTextContents()).toEqual(["left", "three"]);
  expect(await versions.locator("del").allTextContents()).toEqual(["came", "two"]);
  await versions
    .nth(2)
    .getByText(/^Written/)
    .waitFor();
});
