import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";

/** A mail as it arrived. */
export interface ReceivedMail {
  to: string;
  from: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
  /** What stands in it as an address of ours, once. */
  link: string | null;
}

/** A real mail server, which keeps what it is sent. */
export interface MailServer {
  /** For `SMTP_URL`. */
  url: string;
  received: ReceivedMail[];
  /**
   * The first mail to an address that nobody has waited for yet.
   *
   * @param about Part of its subject: several mails to one person may come in either order.
   */
  next(to: string, about?: string): Promise<ReceivedMail>;
  /** What it answers to the next mails in place of taking them: `451 Try later`. */
  refuse(...answers: string[]): void;
  close(): Promise<void>;
}

/** @param password What those have to give who want to send; undefined where nobody is asked for one. */
export async function startMailServer(password?: string): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const read = new Set<ReceivedMail>();
  const answers: string[] = [];
  let arrived = Promise.withResolvers<void>();
  const server = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: password === undefined ? ["AUTH", "STARTTLS"] : ["STARTTLS"],
    onAuth: (given, _session, done) => {
      if (given.password === password) done(null, { user: given.username });
      else done(new Error("Wrong password"));
    },
    onRcptTo: (_address, _session, done) => done(refusalOf(answers.shift())),
    onData: (stream, _session, done) => {
      receive(stream).then((mail) => {
        received.push(mail);
        arrived.resolve();
        arrived = Promise.withResolvers();
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  // A client that is killed in the middle of a mail.
  server.on("error", () => {});
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    async next(to, about = "") {
      const isIt = (one: ReceivedMail) => one.to === to && one.subject.includes(about);
      for (;;) {
        const mail = received.find((one) => isIt(one) && !read.has(one));
        if (mail) {
          read.add(mail);
          return mail;
        }
        await arrived.promise;
      }
    },
    refuse: (...more) => void answers.push(...more),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusalOf(answer: string | undefined): Error | null {
  if (answer === undefined) return null;
  const [, code, words = ""] = /^(\d{3}) (.*)$/.exec(answer) ?? [];
  return Object.assign(new Error(words), { responseCode: Number(code) });
}

async function receive(stream: SMTPServerDataStream): Promise<ReceivedMail> {
  const mail: ParsedMail = await simpleParser(stream);
  const addressee = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  const text = mail.text ?? "";
  return {
    to: addressee?.value[0]?.address ?? "",
    from: mail.from?.text ?? "",
    messageId: mail.messageId ?? "",
    subject: mail.subject ?? "",
    text,
    html: mail.html || "",
    link: /^https?:\/\/\S+$/m.exec(text)?.[0] ?? null,
  };
}
