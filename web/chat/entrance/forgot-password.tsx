import { AccountChanges } from "@roost/sdk/account.ts";
import { useText } from "../language/language.ts";
import type { Session } from "../session/session.ts";
import { AskForLink } from "./ask-for-link.tsx";

/** For who has forgotten their password. */
export default function ForgotPassword(props: { session: Session; signInHref: string }) {
  const { session, signInHref } = props;
  const t = useText();
  return (
    <AskForLink
      title={t("account.forgot")}
      about={t("account.forgot.about")}
      send={t("account.forgot.send")}
      off={t("account.forgot.off")}
      sentTitle={t("account.forgot.sent")}
      sentText={(login) => t("account.forgot.sent.text", { login })}
      signInHref={signInHref}
      request={(login) => new AccountChanges(session.accounts).requestPasswordReset(login)}
    />
  );
}
