import { freePort } from "@roost/server/testing/free-port.ts";
import { type MailServer, startMailServer } from "@roost/server/testing/mail-server.ts";
import { afterAll } from "vitest";
import { startTestServer, type TestServer } from "./server.ts";
import { setUpServerAndBrowser } from "./server-and-browser.ts";

/** What gets the mails of the server; one for all tests of a file. */
export let mailServer: MailServer;

/**
 * Gives the tests of a file a browser, and a server that sends mails.
 *
 * @param settings Further ones of the server.
 */
export function setUpServerWithMailAndBrowser(settings: NodeJS.ProcessEnv = {}): void {
  // Ended last: hooks run in the other order.
  afterAll(() => mailServer?.close());
  setUpServerAndBrowser(() => startServerWithMail(settings));
}

async function startServerWithMail(settings: NodeJS.ProcessEnv): Promise<TestServer> {
  const [started, port] = await Promise.all([startMailServer(), freePort()]);
  mailServer = started;
  return startTestServer({
    PORT: `${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Roost <roost@example.org>",
    ...settings,
  });
}
