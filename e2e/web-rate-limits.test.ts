import { expect, test } from "vitest";
import { composer, messages, visitAs } from "./browser.ts";
import { startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

// A twentieth of the usual: five messages at once, then one in two seconds.
setUpServerAndBrowser(() => startTestServer({ RATE_LIMIT_PERCENT: "5" }));

test("LIM-11: who sends more than the server takes is told quietly, and all of it comes, in order", async () => {
  const dora = await server.addPerson("dora", "Dora Lind");
  const edgar = await server.addPerson("edgar", "Edgar Holm");
  const room = await dora.api.createRoom({ name: "harbour", kind: "private" });
  await dora.api.invite(room.id, [edgar.me.get()?.id ?? ""]);
  const heard: string[] = [];
  edgar.on("message", ({ roomId, body }) => {
    if (roomId === room.id && body !== "") heard.push(body);
  });
  const { page } = await visitAs(browser, server, "dora", { path: `/rooms/${room.id}` });
  await composer(page).waitFor();
  const written = Array.from({ length: 12 }, (_, index) => `Crate ${index + 1} of 12`);
  for (const body of written) {
    await composer(page).fill(body);
    await page.keyboard.press("Enter");
  }
  const note = page.getByText("You are sending a lot at once.");
  await note.waitFor();
  await messages(page, "Crate 12 of 12").waitFor();
  await note.waitFor({ state: "detached" });
  await expect.poll(() => heard, { timeout: 30_000 }).toEqual(written);
});
