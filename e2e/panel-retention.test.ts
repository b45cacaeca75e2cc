import { createTestDatabase, type TestDatabase } from "@roost/server/testing/test-database.ts";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { visitPanelAs } from "./panel.ts";
import { startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let database: TestDatabase;

afterAll(() => database?.drop());
setUpServerAndBrowser(async () => {
  database = await createTestDatabase();
  return startTestServer({ DATABASE_URL: database.url });
});

/** All that was said is so many days older, and the day's run begins. */
async function query(text: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(text);
  await client.end();
}

test("RTN-4, RTN-5: what would go is seen before it is said, for the server and for a room, and then it goes", async () => {
  await server.addPerson("olga", "Olga Owner");
  const ada = await server.addPerson("ada", "Ada Byron");
  const bridge = await ada.api.createRoom({ name: "bridge", kind: "public" });
  const vault = await ada.api.createRoom({ name: "vault", kind: "private" });
  for (const room of [bridge, vault]) {
    await ada.api.post(room.id, {
      clientMessageId: crypto.randomUUID(),
      body: `Long ago: ${room.name}`,
    });
  }
  await query("UPDATE messages SET created_at = created_at - interval '100 days'");
  await ada.api.post(bridge.id, { clientMessageId: crypto.randomUUID(), body: "Just now" });

  const { page, errors } = await visitPanelAs(browser, server, "olga", "/retention");
  const days = page.getByLabel("Days for which messages are kept");
  await days.fill("many");
  await page.getByText("A whole number from 0 to").waitFor();
  expect(await findings(page)).toEqual([]);
  await days.fill("90");
  await page.getByRole("button", { name: "See what would go" }).focus();
  await page.keyboard.press("Enter");
  const going = page.getByRole("status", { name: "What would go" });
  await going.getByText("2 messages would go. That is in 2 rooms.").waitFor();
  await going.getByRole("listitem").filter({ hasText: "vault" }).waitFor();
  expect(await findings(page)).toEqual([]);

  // A room keeps what it has, before the server's time holds.
  await page.goto(`${server.url}/admin/rooms/${vault.id}`);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "How long messages are kept" }).click();
  const dialog = page.getByRole("dialog", { name: "How long messages are kept in vault" });
  await dialog.getByLabel("Messages are kept", { exact: true }).selectOption("For some days");
  await dialog.getByLabel("Days for which").fill("60");
  await dialog.getByRole("button", { name: "See what would go" }).click();
  await dialog.getByText("One message would go.").waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByLabel("Messages are kept", { exact: true }).selectOption("For ever");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("For ever").filter({ visible: true }).waitFor();

  await page.goto(`${server.url}/admin/retention`);
  const own = page.getByRole("table", { name: "Rooms with a time of their own" });
  await own
    .getByRole("row")
    .filter({ hasText: "vault" })
    .getByText("For ever")
    .filter({ visible: true })
    .waitFor();
  await days.fill("90");
  await page.getByRole("button", { name: "See what would go" }).click();
  await going.getByText("One message would go. That is in one room.").waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Kept now: 90 days.").waitFor();
  const exported = await page.request.get("/api/admin/rooms/export?ownRetention=true");
  const lines = (await exported.text()).trim().split("\n");
  expect(lines).toHaveLength(2);

  await query(
    `INSERT INTO jobs (id, kind, created_at, due_at)
     VALUES (gen_random_uuid(), 'retention', now(), now())`,
  );
  const theirs = await visitAs(browser, server, "ada", { path: `/rooms/${bridge.id}` });
  await theirs.page.getByText("Just now").first().waitFor();
  await expect.poll(() => theirs.page.getByText("Long ago: bridge").count()).toBe(0);
  const kept = await ada.api.getRoom(bridge.id);
  expect(kept.keptDays).toBe(90);
  const { messages } = await ada.api.messages(vault.id);
  expect(messages.map(({ body }) => body)).toContain("Long ago: vault");

  await page.goto(`${server.url}/admin/jobs`);
  const job = page.getByRole("table", { name: "Jobs" }).getByRole("row");
  await job
    .filter({ hasText: "Deleting what is too old" })
    .getByText("Done")
    .filter({ visible: true })
    .waitFor();
  await page.goto(`${server.url}/admin/audit`);
  await page.getByText("looked at what would go in vault").first().waitFor();
  await page.getByText("changed how long messages are kept in vault").first().waitFor();
  expect(errors).toEqual([]);
});
