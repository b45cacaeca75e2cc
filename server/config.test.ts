import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readConfig, settings } from "./config.ts";
import { StartError } from "./start-error.ts";

function refusal(environment: NodeJS.ProcessEnv): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
  throw new Error("The settings were taken");
}

describe("reading settings", () => {
  test("nothing set gives the defaults", () => {
    expect(readConfig({})).toEqual({
      host: "::",
      port: 3000,
      publicUrl: undefined,
      trustProxy: false,
      dataDir: "./data",
      databaseUrl: undefined,
      redisUrl: undefined,
      role: "api,gateway,worker",
      databasePoolSize: 16,
      serverName: undefined,
      registration: undefined,
      allowedDomains: undefined,
      isSetUp: undefined,
      emailVerification: "none",
      oidcIssuer: undefined,
      oidcClientId: undefined,
      oidcClientSecret: undefined,
      oidcName: "Single sign-on",
      oidcScopes: "openid profile email",
      oidcGroups: "groups",
      oidcRoles: undefined,
      passwordSignIn: true,
      secret: undefined,
      tokenLifetimeSeconds: 600,
      sessionIdleDays: 30,
      sessionMaxDays: 365,
      signInHistoryDays: 90,
      sessionsPerPerson: 100,
      connectionsPerPerson: 200,
      connectionsPerAddress: 20_000,
      passwordHashCost: 15,
      authAttemptsPerMinute: 10,
      rateLimitPercent: 100,
      smtpUrl: undefined,
      mailFrom: undefined,
      pageSize: 50,
      readReceipts: true,
      dataKeptDays: 7,
      dataEveryHours: 24,
      deletionGraceDays: 14,
      deletedMessages: "anonymise",
      logLevel: "info",
      shutdownTimeoutMs: 5_000,
      returnWindowMs: 3_000,
    });
  });

  test("values are read by their type, and an empty one counts as not set", () => {
    const config = readConfig({
      PORT: "0",
      TRUST_PROXY: "TRUE",
      REGISTRATION: "closed",
      HOST: " ",
    });
    expect(config).toMatchObject({ port: 0, trustProxy: true, registration: "closed", host: "::" });
  });

  test.each([
    ["PORT", "70000", "a whole number from 0 to 65535"],
    ["PORT", "3000.5", "a whole number from 0 to 65535"],
    ["PORT", "0x10", "a whole number from 0 to 65535"],
    ["PAGE_SIZE", "0", "a whole number from 1 to 200"],
    ["TRUST_PROXY", "yes", "true or false"],
    ["REGISTRATION", "nobody", "open, domain, approval, invite or closed"],
    ["SERVER_NAME", "a".repeat(61), "a line of at most 60 characters"],
    ["ALLOWED_DOMAINS", "@example.org", "domains such as example.org"],
    ["PUBLIC_URL", "chat.example.org", "http:// or https:// and a host"],
    ["PUBLIC_URL", "https://example.org/chat", "without a path"],
    ["MAIL_FROM", "Roost", "an address such as roost@example.org"],
    ["MAIL_FROM", "Roost <roost@example.org", "an address such as roost@example.org"],
    ["ROLE", "api,cook", "api, gateway, worker, or several with commas"],
    ["LOG_LEVEL", "loud", "trace, debug, info, warn, error, fatal or silent"],
  ])("%s=%s is refused with what is allowed", (variable, value, allowed) => {
    const message = refusal({ [variable]: value });
    expect(message).toContain(`The setting ${variable} is "${value}"`);
    expect(message).toContain(allowed);
  });

  test.each([
    ["SECRET", "too-short"],
    ["DATABASE_URL", "mysql://root:hunter2@localhost"],
    ["REDIS_URL", "http://root:hunter2@localhost"],
    ["SMTP_URL", "https://root:hunter2@localhost"],
    ["SMTP_URL", "smtp://root:hunter2@localhost/inbox"],
  ])("%s is not repeated when it is refused", (variable, value) => {
    const message = refusal({ [variable]: value });
    expect(message).toContain(`The setting ${variable} is malformed`);
    expect(message).not.toContain(value);
  });

  test("every default is a value that is allowed", () => {
    for (const { variable, fallback } of settings) {
      if (fallback === undefined) continue;
      expect(() => readConfig({ [variable]: String(fallback) })).not.toThrow();
    }
  });
});

test("the table in the README is this table", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const written = /<!-- settings -->\n(.*?)<!-- \/settings -->/s.exec(readme)?.[1] ?? "";
  const [, , ...rows] = written
    .trim()
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  expect(rows).toEqual(
    settings.map(({ variable, fallback, meaning }) => [
      `\`${variable}\``,
      fallback === undefined ? "–" : `\`${fallback}\``,
      meaning,
    ]),
  );
});
