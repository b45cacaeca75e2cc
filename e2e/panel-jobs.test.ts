import { createTestDatabase, type TestDatabase } from "@roost/server/testing/test-database.ts";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitPanelAs } from "./panel.ts";
import { startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let database: TestDatabase;

afterAll(() => database?.drop());
setUpServerAndBrowser(async () => {
  database = await createTestDatabase();
  return startTestServer({ DATABASE_URL: database.url });
});

/** Jobs that went wrong elsewhere, and such as wait for long, are made where jobs are kept. */
async function insert(rows: readonly { userId: string; state: string; failure: string | null }[]) {
  const client = new pg.Client(database.url);
  await client.connect();
  for (const { userId, state, failure } of rows) {
    await client.query(
      `INSERT INTO jobs (id, kind, user_id, state, done, total, attempts, failure, created_at, due_at, ended_at)
       VALUES (gen_random_uuid(), 'data-export', $1, $2, 3, 12, 8, $3, now() - interval '1 hour',
         now() + interval '1 day', CASE WHEN $2 = 'failed' THEN now() END)`,
      [userId, state, failure],
    );
  }
  await client.end();
}

test("PAN-10: jobs are filtered, cancelled, and tried again, by keys", async () => {
  const olga = await server.addPerson("olga", "Olga Owner");
  const ada = await server.addPerson("ada", "Ada Byron");
  const ben = await server.addPerson("ben", "Ben Stone");
  const idOf = (person: typeof olga) => person.me.get()?.id ?? "";
  await insert([
    { userId: idOf(ada), state: "failed", failure: "The disk was full" },
    { userId: idOf(ben), state: "waiting", failure: null },
  ]);
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/jobs");
  const table = page.getByRole("table", { name: "Jobs" });
  const row = (name: string) => table.getByRole("row").filter({ hasText: name });
  await row("Ada Byron").getByText("The disk was full").filter({ visible: true }).waitFor();
  await row("Ben Stone").getByText("3 of 12").filter({ visible: true }).waitFor();
  expect(await findings(page)).toEqual([]);

  await row("Ben Stone")
    .getByRole("button", { name: /^Cancel: / })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog", { name: "Cancel this job?" }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel the job", exact: true }).focus();
  await page.keyboard.press("Enter");
  await row("Ben Stone").getByText("Cancelled").filter({ visible: true }).waitFor();

  await row("Ada Byron")
    .getByRole("button", { name: /^Try again: / })
    .focus();
  await page.keyboard.press("Enter");
  await row("Ada Byron").getByText("Done").filter({ visible: true }).waitFor();

  await page.getByLabel("State").selectOption("Cancelled");
  await row("Ada Byron").waitFor({ state: "detached" });
  await row("Ben Stone").waitFor();
  expect(new URL(page.url()).search).toBe("?state=cancelled");
  for (const theme of ["light", "dark"] as const) {
    const phone = (
      await visitPanelAs(browser, server, "olga", "/jobs", { theme, phone: true, locale: "de-DE" })
    ).page;
    await phone.getByText("Abgebrochen").filter({ visible: true }).waitFor();
    expect(await findings(phone, theme)).toEqual([]);
  }
  expect(errors).toEqual([]);
});
