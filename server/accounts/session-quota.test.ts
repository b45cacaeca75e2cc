import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPerson, openTestAccounts, type TestAccounts } from "./testing.ts";

let place: TestAccounts;
beforeEach(async () => {
  place = await openTestAccounts({ sessionsPerPerson: 3 });
});
afterEach(() => place.close());

const nobody = new Headers();
const ann = newPerson("ann");

/** Signs Ann in once more; returns the id of the session. */
async function signIn(): Promise<string> {
  const { username, password } = ann;
  const { answer } = await place.accounts.signIn({ username, password }, nobody);
  const headers = new Headers({ authorization: `Bearer ${answer.token}` });
  const current = await place.accounts.currentSession(headers);
  return current.answer?.session.id ?? "none";
}

async function open(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT s.id FROM sessions s
    JOIN users u ON u.id = s.user_id WHERE u.username = 'ann'`.execute(place.database.db);
  return rows.map(({ id }) => id).toSorted();
}

const use = (id: string, minutesAgo: number) =>
  sql`UPDATE sessions SET updated_at = now() - make_interval(mins => ${minutesAgo})
    WHERE id = ${id}`.execute(place.database.db);

test("LIM-15: the sign-in that is one too many ends the session that was unused for the longest time, of nobody else", async () => {
  await place.accounts.signUp(ann, nobody);
  const bob = await place.accounts.signUp(newPerson("bob"), nobody);
  await sql`DELETE FROM sessions WHERE user_id <> ${bob.answer.user.id}`.execute(place.database.db);
  const [first, second, third] = [await signIn(), await signIn(), await signIn()];
  expect(place.ended).toEqual([]);
  await use(first, 10);
  await use(second, 30);
  await use(third, 20);
  const fourth = await signIn();
  expect(await open()).toEqual([first, third, fourth].toSorted());
  expect(place.ended).toMatchObject([{ sessionId: second }]);
  const token = new Headers({ authorization: `Bearer ${bob.answer.token}` });
  expect((await place.accounts.currentSession(token)).answer?.user.username).toBe("bob");
});

test("LIM-15: of many sign-ins at the same moment, no more stay than may, and each is let in", async () => {
  await place.accounts.signUp(ann, nobody);
  const { username, password } = ann;
  const all = await Promise.all(
    Array.from({ length: 8 }, () => place.accounts.signIn({ username, password }, nobody)),
  );
  expect(new Set(all.map(({ answer }) => answer.token)).size).toBe(8);
  expect((await open()).length).toBe(3);
});
