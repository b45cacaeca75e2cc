import { createTransport, type NodemailerError } from "nodemailer";
import type { Message } from "./render.ts";
import type { MailSettings } from "./settings.ts";

/** In milliseconds. A mail server may take its time to greet strangers. */
const connectionTimeout = 10_000;
const greetingTimeout = 20_000;
const socketTimeout = 30_000;

/** A mail server that takes mails from here. */
export interface Smtp {
  /** Resolves when the mail server has taken it over. Rejects with what `isRefusal` tells apart. */
  send(message: Message & { to: string; id: string }): Promise<void>;
  /** Rejects where the mail server cannot be reached, or does not let us in. */
  check(): Promise<void>;
}

/** Opens no connection before the first mail. */
export function openSmtp({ smtpUrl, from, publicUrl }: MailSettings): Smtp {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout,
    greetingTimeout,
    socketTimeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { hostname } = new URL(publicUrl);
  return {
    async send({ id, ...message }) {
      await transport.sendMail({
        ...message,
        from,
        // The same at each attempt, so that programs may know a mail that came twice.
        messageId: `<${id}@${hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
    async check() {
      await transport.verify();
    },
  };
}

/** Whether the mail server will not take this mail to this address, however often it is tried. */
export function isRefusal(error: unknown): boolean {
  const { code = "", responseCode = 0 } = error as NodemailerError;
  return ["EENVELOPE", "EMESSAGE"].includes(code) && responseCode >= 500;
}
