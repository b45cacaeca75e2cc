import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccounts } from "../accounts/open-accounts.ts";
import { withStanding } from "../accounts/standing.ts";
import { countingPasswords, newPerson, testSettings } from "../accounts/testing.ts";
import { MemoryBus } from "../bus/memory.ts";
import { fallbacks } from "../server-settings/table.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { codeAt } from "../testing/authenticator.ts";
import { PasskeyDevice } from "../testing/passkey-device.ts";
import { runRoost } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, 5);
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

test("ACC-14, ACC-21: user reset-2fa lets somebody in with the password alone, and tells them", async () => {
  const accounts = await openAccounts({
    database,
    settings: testSettings,
    serverSettings: { values: fallbacks, environment: {} },
    roles: { standingOf: async ({ role }) => withStanding({ role, custom: null }) },
    bus: new MemoryBus((error) => {
      throw error;
    }),
    log: pino({ level: "silent" }),
    onAccountCreated: async () => {},
    giveRole: async () => {},
    passwords: countingPasswords(),
  });
  const ann = newPerson("ann");
  const { token } = (await accounts.signUp(ann, new Headers())).answer;
  const me = await accounts.changer(new Headers({ authorization: `Bearer ${token}` }));
  const { secret } = await accounts.secondFactor.begin(me, ann.password);
  await accounts.secondFactor.confirm(me, codeAt(secret, new Date()));
  const page = { origin: "https://chat.example.org", host: "chat.example.org" };
  const options = await accounts.passkeys.begin(me, page, ann.password);
  const passkey = new PasskeyDevice(page).make(options);
  await accounts.passkeys.confirm(me, page, { name: "Key", passkey });
  await expect(accounts.signIn(ann, new Headers())).rejects.toMatchObject({
    code: "auth.second_factor_needed",
  });
  const environment = {
    DATABASE_URL: testDatabase.url,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "roost@example.org",
    PUBLIC_URL: "https://chat.example.org",
  };
  const reset = await runRoost(["user", "reset-2fa", "Ann@example.org"], environment);
  expect(reset).toMatchObject({ code: 0, stderr: "" });
  expect(reset.stdout).toContain('"ann" signs in with the password alone');
  expect((await accounts.signIn(ann, new Headers())).answer.user.username).toBe("ann");
  expect(await accounts.secondFactor.status(me.userId)).toEqual({
    enabled: false,
    recoveryCodesLeft: 0,
    passkeys: 0,
  });
  const { rows } = await sql<{ kind: string }>`SELECT mail ->> 'kind' AS kind FROM mails`.execute(
    database.db,
  );
  expect(rows).toEqual([{ kind: "second-factor-reset" }]);
  const { rows: entries } = await sql`
    SELECT means, action, user_id, details FROM audit_entries`.execute(database.db);
  expect(entries).toEqual([
    {
      ...{ means: "command line", action: "second-factor.reset", user_id: me.userId },
      details: { told: true },
    },
  ]);
  const again = await runRoost(["user", "reset-2fa", "ann"], environment);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('"ann" has no second factor.');
  await accounts.close();
});
