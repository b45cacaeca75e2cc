import { discover } from "../../accounts/provider-client.ts";
import { readProviderSettings } from "../../accounts/provider-settings.ts";
import { examineRedis } from "../../bus/examine.ts";
import type { Config } from "../../config.ts";
import { readMailSettings } from "../../mail/settings.ts";
import { openSmtp } from "../../mail/smtp.ts";
import { StartError } from "../../start-error.ts";
import { broken, brokenBy, type Finding, ok, reasonOf, warning } from "./finding.ts";

/** In milliseconds. What is told to other nodes waits for it. */
const slowMs = 20;

/** Whether nodes can speak to each other through Redis. */
export async function checkRedis({ redisUrl }: Config): Promise<Finding> {
  if (redisUrl === undefined) return ok("redis", "REDIS_URL is not set: this node is alone.");
  try {
    const ms = await examineRedis(redisUrl);
    const found = `A message goes to Redis and back in ${ms.toFixed(1)} ms.`;
    const advice = "Have Redis run in the same data centre, or look what keeps it busy.";
    return ms > slowMs ? warning("redis", found, advice) : ok("redis", found);
  } catch (error) {
    if (error instanceof StartError) return brokenBy("redis", error);
    const found = `The Redis of REDIS_URL does not do its work (${reasonOf(error)}).`;
    const advice =
      "Check that it runs there, that host, port, user and password are right, and that its user may publish and subscribe.";
    return broken("redis", found, advice);
  }
}

/** Whether the mail server greets this one and lets it in. No mail is sent. */
export async function checkMail(config: Config): Promise<Finding> {
  try {
    const settings = readMailSettings(config);
    if (!settings) {
      return ok("mail", "SMTP_URL is not set: no mails; links come from the command line.");
    }
    await openSmtp(settings).check();
    return ok("mail", `${new URL(settings.smtpUrl).host} takes mails from here.`);
  } catch (error) {
    if (error instanceof StartError) return brokenBy("mail", error);
    const found = `The mail server of SMTP_URL takes no mails (${reasonOf(error)}).`;
    const advice =
      "Check host and port, smtps:// or smtp://, the name and the password (percent-encoded), and that no firewall closes the port.";
    return broken("mail", found, advice);
  }
}

/** Whether the identity provider answers, by the name that the settings give it. Whether it knows this server shows a sign-in. */
export async function checkProvider(config: Config): Promise<Finding> {
  try {
    const settings = readProviderSettings(config);
    if (!settings) {
      return ok("provider", "OIDC_ISSUER is not set: people sign in without an identity provider.");
    }
    await discover(settings);
    const found = `${settings.issuer.host} answers. It has to let people come back to ${settings.callback}.`;
    if (settings.issuer.protocol === "https:") return ok("provider", found);
    const advice =
      "Set OIDC_ISSUER to its https:// address: whoever is in between can sign in as anybody.";
    return warning("provider", `${settings.issuer.host} is spoken to without TLS.`, advice);
  } catch (error) {
    if (error instanceof StartError) return brokenBy("provider", error);
    const found = `The identity provider of OIDC_ISSUER does not answer as such (${reasonOf(error)}).`;
    const advice =
      "Check that this machine reaches it, and that OIDC_ISSUER is what it calls itself: `issuer` in its /.well-known/openid-configuration.";
    return broken("provider", found, advice);
  }
}
