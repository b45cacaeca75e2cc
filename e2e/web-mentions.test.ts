import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let freya: Roost;
let nils: Roost;
let her: Page;
let him: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  nils = await server.addPerson("nils", "Nils Holm");
  await server.addPerson("olga", "Olga Berg");
  roomId = (await freya.api.createRoom({ name: "nest", kind: "public" })).id;
  await nils.api.joinRoom(roomId);
  her = (await visitAs(browser, server, "freya")).page;
  him = (await visitAs(browser, server, "nils")).page;
  await her.goto(`/rooms/${roomId}`);
  await composer(her).waitFor();
});

const options = (page: Page) => page.getByRole("listbox", { name: "People" }).getByRole("option");
const nest = (page: Page) =>
  page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /^nest/ });

test("two people: a name is completed, shown as the person is called, and is a badge for them until read", async () => {
  await him.getByRole("link", { name: /^general/ }).click();
  await him.getByRole("textbox", { name: "Message general" }).waitFor();
  await composer(her).pressSequentially("Shall we, @ni");
  await options(her).filter({ hasText: "Nils Holm" }).waitFor();
  await her.keyboard.press("Enter");
  await expect.poll(() => composer(her).inputValue()).toBe("Shall we, @nils ");
  await her.keyboard.type("?");
  await her.keyboard.press("Enter");
  await acknowledged(her, "Shall we");
  await expect
    .poll(() => messages(her, "Shall we").locator(".mention").textContent())
    .toBe("@Nils Holm");
  await nest(him).getByText("mentions you once").waitFor();
  // A device that comes only now, to a page where nothing is read, says the same.
  const { page: other } = await visitAs(browser, server, "nils", { path: "/browse" });
  await nest(other).getByText("mentions you once").waitFor();
  await other.context().close();
  await nest(him).click();
  await expect
    .poll(() => messages(him, "Shall we").locator(".mention.mine").textContent())
    .toBe("@Nils Holm");
  await expect
    .poll(() =>
      nest(him)
        .getByText(/mentions you/)
        .count(),
    )
    .toBe(0);
});

test("an edit adds a mention and takes it; code mentions nobody", async () => {
  await him.getByRole("link", { name: /^general/ }).click();
  await him.getByRole("textbox", { name: "Message general" }).waitFor();
  await send(her, "Not you, `@nils`");
  await acknowledged(her, "Not you");
  expect(await messages(her, "Not you").locator(".mention").count()).toBe(0);
  const id = (await freya.api.messages(roomId)).messages.at(-1)?.id ?? "";
  await freya.api.editMessage(id, "But you, @nils");
  await nest(him).getByText("mentions you once").waitFor();
  await freya.api.editMessage(id, "Nobody then");
  await expect
    .poll(() =>
      nest(him)
        .getByText(/mentions you/)
        .count(),
    )
    .toBe(0);
});

test("who is not in the room comes behind those who are, and is offered to be invited after the message", async () => {
  await composer(her).pressSequentially("Where is @ol");
  await options(her).filter({ hasText: "Olga Berg" }).getByText("invite").waitFor();
  await her.keyboard.press("Tab");
  await her.keyboard.press("Enter");
  await her.getByText(/Olga Berg.* is not in this room/).waitFor();
  await her.getByRole("button", { name: "Invite", exact: true }).click();
  await messages(her, "Where is").waitFor();
  await her
    .getByRole("log")
    .getByText(/You added .*Olga Berg/)
    .waitFor();
  await expect.poll(() => her.getByText(/is not in this room/).count()).toBe(0);
});

test("the page of mentions has all of mine, and leads to them", async () => {
  await freya.sent(freya.send(roomId, "Once more, @nils"));
  for (let index = 0; index < 80; index += 1) await nils.sent(nils.send(roomId, `Later ${index}`));
  await him.getByRole("link", { name: /^Mentions/ }).click();
  const row = him
    .getByRole("region", { name: "Mentions" })
    .getByRole("link", { name: /Once more/ });
  await row.waitFor();
  // One that comes now is in front of it.
  await freya.sent(freya.send(roomId, "@room are you there?"));
  await him
    .getByRole("region", { name: "Mentions" })
    .getByRole("link", { name: /are you there/ })
    .waitFor();
  await row.click();
  await messages(him, "Once more").waitFor();
});

test("everybody is asked for first in a room of more than twenty", async () => {
  const many = (await freya.api.createRoom({ name: "colony", kind: "public" })).id;
  for (let index = 0; index < 20; index += 1) {
    const bird = await server.addPerson(`bird${index}`, `Bird ${index}`);
    await bird.api.joinRoom(many);
  }
  await her.goto(`/rooms/${many}`);
  await send(her, "@room wake up");
  const dialog = her.getByRole("alertdialog", { name: "Tell all 21 people in this room?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await composer(her).inputValue()).toBe("@room wake up");
  await composer(her).press("Enter");
  await dialog.getByRole("button", { name: "Send" }).click();
  await acknowledged(her, "wake up");
  await expect.poll(() => messages(her, "wake up").locator(".mention").textContent()).toBe("@room");
});

test("`@here` is completed and mentions who is there; where it is guarded, members are not offered it", async () => {
  const shore = (await freya.api.createRoom({ name: "shore", kind: "public" })).id;
  await nils.api.joinRoom(shore);
  await her.goto(`/rooms/${shore}`);
  await composer(her).pressSequentially("@he");
  await options(her).filter({ hasText: "Those who are here now" }).waitFor();
  await her.keyboard.press("Enter");
  await her.keyboard.type("who brings the net?");
  await her.keyboard.press("Enter");
  await acknowledged(her, "who brings");
  const onShore = (page: Page) =>
    page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /^shore/ });
  await onShore(him).getByText("mentions you once").waitFor();
  await onShore(him).click();
  await messages(him, "who brings").locator(".mention.mine").waitFor();

  await her.getByRole("button", { name: "More about this room" }).click();
  await her.getByRole("menuitem", { name: "Room settings" }).click();
  const dialog = her.getByRole("dialog");
  await dialog.getByLabel("Who can mention everybody").selectOption("Owners and moderators");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => nils.room(shore).get()?.guardedMentions).toBe(true);
  await composer(him).pressSequentially("@");
  await options(him).filter({ hasText: "Freya Lindqvist" }).waitFor();
  expect(
    await options(him)
      .filter({ hasText: /here|Everybody/ })
      .count(),
  ).toBe(0);
});
