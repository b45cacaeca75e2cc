import { expect, test } from "vitest";
import { StartError } from "../start-error.ts";
import { readMailSettings } from "./settings.ts";

const whole = {
  smtpUrl: "smtp://mail.example.org",
  mailFrom: "Roost <roost@example.org>",
  publicUrl: "https://chat.example.org/",
  emailVerification: "none" as const,
  registration: undefined,
};

test("a server without SMTP_URL sends no mails", () => {
  expect(readMailSettings({ ...whole, smtpUrl: undefined })).toBeNull();
});

test("links begin with PUBLIC_URL", () => {
  expect(readMailSettings(whole)).toEqual({
    smtpUrl: "smtp://mail.example.org",
    from: "Roost <roost@example.org>",
    publicUrl: "https://chat.example.org",
  });
});

test.each([
  [{ smtpUrl: "smtp://mail.example.org:70000" }, "The setting SMTP_URL is no address"],
  [{ mailFrom: undefined }, "Set MAIL_FROM"],
  [{ publicUrl: undefined }, "Set PUBLIC_URL"],
  [{ smtpUrl: undefined, emailVerification: "required" as const }, "Set SMTP_URL"],
  [{ smtpUrl: undefined, registration: "domain" as const }, "REGISTRATION=domain"],
])("%j keeps the server from starting, with the way out", (change, reason) => {
  const read = () => readMailSettings({ ...whole, ...change });
  expect(read).toThrow(StartError);
  expect(read).toThrow(reason);
});
