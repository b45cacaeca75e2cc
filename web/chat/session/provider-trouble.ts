import type { Text } from "../language/text.tsx";

/** What the server may say of who comes back from the identity provider, each with what to do. */
const known = [
  "unreachable",
  "denied",
  "failed",
  "over",
  "email_missing",
  "email_taken",
  "linked",
] as const;

/** What went wrong, and what to do. @param code Of the refusal, as it stands behind the `#` of the address. */
export function describeProviderTrouble(code: string, t: Text): string {
  const found = known.find((one) => `provider.${one}` === code);
  if (found !== undefined) return t(`provider.trouble.${found}`);
  if (code === "registration.invite_needed") return t("account.sign-up.invite");
  if (code === "registration.domain_not_allowed") return t("account.email.domain");
  if (code === "invite.invalid") return t("account.join.over");
  if (code === "auth.suspended") return t("provider.trouble.suspended");
  if (code === "auth.rejected") return t("account.sign-up.closed");
  return t("provider.trouble.other", { code });
}
