import { expect, test } from "vitest";
import { messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("RPT-1, RPT-2: a message is reported by keys, and is gone once that is resolved so", async () => {
  // The first account owns the server, and is in no room with the others here.
  const owner = await server.addPerson("olga", "Olga Owner");
  const ada = await server.addPerson("ada", "Ada Byron");
  const ben = await server.addPerson("ben", "Ben Stone");
  const room = await ada.api.createRoom({ name: "bridge", kind: "private" });
  await ada.api.invite(room.id, [ben.me.get()?.id ?? ""]);
  const hers = (await visitAs(browser, server, "ada")).page;
  const his = (await visitAs(browser, server, "ben")).page;
  await hers.goto(`/rooms/${room.id}`);
  await his.goto(`/rooms/${room.id}`);
  await send(hers, "Buy my eggs");

  await messages(his, "Buy my eggs").focus();
  await his.keyboard.press("!");
  const dialog = his.getByRole("dialog", { name: "Report this message" });
  await dialog.getByRole("button", { name: "Report", exact: true }).click();
  await dialog.getByText("Choose what is wrong with it.").waitFor();
  await dialog.getByLabel("It is spam or a fraud").check();
  await dialog.getByLabel("In your own words").fill("The third time today");
  await his.keyboard.press("Enter");
  await his.getByText("Thank you. It was reported.").waitFor();

  const { reports } = await owner.api.reports();
  expect(reports).toMatchObject([
    { body: "Buy my eggs", reason: "spam", note: "The third time today", roomId: room.id },
  ]);
  await owner.api.resolveReport(reports[0]?.id ?? "", "deleted");
  await expect.poll(() => messages(his, "Buy my eggs").count()).toBe(0);
  await expect.poll(() => messages(hers, "Buy my eggs").count()).toBe(0);

  // One's own message cannot be reported.
  await send(his, "Mine");
  await messages(his, "Mine").focus();
  await his.keyboard.press("!");
  expect(await dialog.count()).toBe(0);
});
