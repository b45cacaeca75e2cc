import type { Config } from "../config.ts";
import { StartError } from "../start-error.ts";

/** What it takes to send mails. */
export interface MailSettings {
  smtpUrl: string;
  /** Whom mails are from: `roost@example.org`, or `Roost <roost@example.org>`. */
  from: string;
  /** The server's address, which links in mails begin with; without a slash at its end. */
  publicUrl: string;
}

/**
 * The settings for mails; null for a server that sends none.
 *
 * @throws StartError where one of them is missing, or mails are needed.
 */
export function readMailSettings(
  config: Pick<Config, "smtpUrl" | "mailFrom" | "publicUrl" | "emailVerification" | "registration">,
): MailSettings | null {
  const { smtpUrl, mailFrom: from, publicUrl } = config;
  if (smtpUrl === undefined) {
    if (config.registration === "domain") {
      throw new StartError(
        "REGISTRATION=domain has links mailed to who signs up, and this server has no mail server. Set SMTP_URL, or another REGISTRATION.",
      );
    }
    if (config.emailVerification === "none") return null;
    throw new StartError(
      "EMAIL_VERIFICATION=required has links mailed to who signs up, and this server has no mail server. Set SMTP_URL, or leave EMAIL_VERIFICATION out.",
    );
  }
  if (!URL.canParse(smtpUrl)) {
    throw new StartError(
      "The setting SMTP_URL is no address. Write it like smtps://user:password@mail.example.org:465, with what is special in the password percent-encoded (an @ as %40).",
    );
  }
  if (from === undefined) {
    throw new StartError(
      "SMTP_URL sends mails, and those need a sender. Set MAIL_FROM to an address that the mail server lets you send from, such as MAIL_FROM='Roost <roost@example.org>'.",
    );
  }
  // The host that a request names may be anybody's, and a link in a mail lets somebody in.
  if (publicUrl === undefined) {
    throw new StartError(
      "SMTP_URL sends mails with links to this server, and those need its address. Set PUBLIC_URL to what people open, such as PUBLIC_URL=https://chat.example.org.",
    );
  }
  return { smtpUrl, from, publicUrl: publicUrl.replace(/\/$/, "") };
}
