import { createServer, type Server } from "node:net";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../store/database.ts";
import { freePort } from "../testing/free-port.ts";
import { type MailServer, startMailServer } from "../testing/mail-server.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { queueMail } from "./queue-mail.ts";
import { forgetMails, type MailParts, sendMails } from "./send-mails.ts";
import { openSmtp } from "./smtp.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const began = Date.UTC(2030, 0, 1);
let testDatabase: TestDatabase;
let database: Database;
let mailServer: MailServer;
let time = 0;
let people = 0;

beforeAll(async () => {
  [testDatabase, mailServer] = await Promise.all([createTestDatabase(), startMailServer()]);
  database = openDatabase(testDatabase.url, 10);
});
afterAll(async () => {
  await mailServer.close();
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  time = 0;
  await sql`DELETE FROM mails`.execute(database.db);
});

const now = () => new Date(began + time);

function parts(smtpUrl = mailServer.url): MailParts {
  const from = "Roost <roost@example.org>";
  return {
    db: database.db,
    smtp: openSmtp({ smtpUrl, from, publicUrl: "https://chat.example.org" }),
    server: "chat.example.org",
    write: async (mail) =>
      mail.kind === "password-changed"
        ? { kind: mail.kind, to: `${mail.userId}@example.org`, username: mail.userId }
        : null,
    log: pino({ level: "silent" }),
    now,
  };
}

/** Has a mail sent, to an address of its own. */
async function queue(language: "en" | "de" = "en"): Promise<string> {
  const userId = `person${++people}`;
  await queueMail(database.db, { kind: "password-changed", userId }, language, now());
  return `${userId}@example.org`;
}

async function waiting() {
  const { rows } = await sql<{ failure: string | null; isGivenUp: boolean; attempts: number }>`
    SELECT failure, given_up_at IS NOT NULL AS "isGivenUp", attempts FROM mails`.execute(
    database.db,
  );
  return rows;
}

const arrivedAt = (address: string) => mailServer.received.filter(({ to }) => to === address);

test("a mail is sent once, as text and as a page, in its language", async () => {
  const [english, german] = [await queue(), await queue("de")];
  await sendMails(parts());
  await sendMails(parts());
  expect(arrivedAt(english)).toHaveLength(1);
  expect(arrivedAt(english)[0]).toMatchObject({
    from: expect.stringContaining("roost@example.org"),
    subject: "Your password at chat.example.org was changed",
    text: expect.stringContaining("was changed just now."),
    html: expect.stringContaining("was changed just now."),
  });
  expect(arrivedAt(german)[0]?.subject).toBe("Dein Passwort bei chat.example.org wurde geändert");
  expect(await waiting()).toEqual([]);
});

test("several workers send each mail once", async () => {
  const addresses: string[] = [];
  for (let i = 0; i < 30; i++) addresses.push(await queue());
  await Promise.all(Array.from({ length: 4 }, () => sendMails(parts())));
  await sendMails(parts());
  expect(addresses.map((address) => arrivedAt(address).length)).toEqual(addresses.map(() => 1));
});

test("a mail that is not taken now is tried again, with longer and longer pauses", async () => {
  const address = await queue();
  mailServer.refuse("451 Try later", "421 Too busy");
  await sendMails(parts());
  expect(await waiting()).toEqual([
    { failure: expect.stringContaining("Try later"), isGivenUp: false, attempts: 1 },
  ]);
  time = 4_999;
  await sendMails(parts());
  expect(await waiting()).toMatchObject([{ attempts: 1 }]);
  time = 5_000;
  await sendMails(parts());
  expect(await waiting()).toMatchObject([{ attempts: 2, isGivenUp: false }]);
  time = 14_999;
  await sendMails(parts());
  expect(arrivedAt(address)).toEqual([]);
  time = 15_000;
  await sendMails(parts());
  expect(arrivedAt(address)).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});

test("a mail that is refused for good is given up, kept for a month, and holds up no other", async () => {
  mailServer.refuse("550 No such mailbox");
  const refused = await queue();
  time = 1;
  const other = await queue();
  await sendMails(parts());
  expect(arrivedAt(refused)).toEqual([]);
  expect(arrivedAt(other)).toHaveLength(1);
  expect(await waiting()).toMatchObject([
    { isGivenUp: true, failure: expect.stringContaining("No such mailbox") },
  ]);
  await forgetMails(database.db, new Date(+now() + 29 * day));
  expect(await waiting()).toHaveLength(1);
  await forgetMails(database.db, new Date(+now() + 31 * day));
  expect(await waiting()).toEqual([]);
});

test("mails wait for a mail server that is away, for a day", async () => {
  const away = parts(`smtp://127.0.0.1:${await freePort()}`);
  const address = await queue();
  await sendMails(away);
  expect(await waiting()).toMatchObject([{ attempts: 1, isGivenUp: false }]);
  time = 23 * 60 * minute;
  await sendMails(away);
  expect(await waiting()).toMatchObject([{ attempts: 2, isGivenUp: false }]);
  time = day + minute;
  await sendMails(away);
  expect(await waiting()).toMatchObject([{ attempts: 3, isGivenUp: true }]);
  expect(arrivedAt(address)).toEqual([]);
});

test("a mail whose worker was killed is sent by another, under the same id", async () => {
  // A mail server that hangs up after the mail, and before it has said whether it took it.
  const ids: string[] = [];
  const hangingUp: Server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("220 here\r\n");
    socket.on("data", (chunk) => {
      const said = String(chunk);
      const id = /^Message-ID: (\S+)/im.exec(said)?.[1];
      if (id !== undefined) ids.push(id);
      if (id !== undefined) socket.destroy();
      else socket.write(/^DATA/.test(said) ? "354 go on\r\n" : "250 yes\r\n");
    });
  });
  await new Promise<void>((resolve) => hangingUp.listen(0, "127.0.0.1", resolve));
  const { port } = hangingUp.address() as { port: number };
  const address = await queue();
  // Its worker says nothing of what became of it: the database is gone for it by then.
  const killed = parts(`smtp://127.0.0.1:${port}`);
  sendMails({
    ...killed,
    smtp: {
      ...killed.smtp,
      send: async (message) => {
        await killed.smtp.send(message).catch(() => {});
        await new Promise(() => {});
      },
    },
  });
  await expect.poll(() => ids.length).toBe(1);
  time = 5 * minute - 1;
  await sendMails(parts());
  expect(arrivedAt(address)).toEqual([]);
  time = 5 * minute;
  await sendMails(parts());
  expect(arrivedAt(address).map(({ messageId }) => messageId)).toEqual(ids);
  await new Promise((resolve) => hangingUp.close(resolve));
});
