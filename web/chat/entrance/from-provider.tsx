import { useState } from "react";
import { useLocation } from "wouter";
import { LinkButton } from "../controls/link-button.tsx";
import { useText } from "../language/language.ts";
import { describeProviderTrouble } from "../session/provider-trouble.ts";
import type { Session } from "../session/session.ts";
import CodeStep from "./code-step.tsx";
import { Entrance } from "./entrance.tsx";

export interface FromProviderProps {
  session: Session;
  signInHref: string;
}

/** Where somebody comes back to from the identity provider who is not in yet. */
export function FromProvider({ session, signInHref }: FromProviderProps) {
  const t = useText();
  const [, navigate] = useLocation();
  const [said] = useState(() => location.hash.slice(1) || "provider.over");
  // Codes of refusals have a dot; what says that one step is left has none.
  if (!said.includes(".")) {
    return <CodeStep session={session} challenge={said} onBack={() => navigate(signInHref)} />;
  }
  return (
    <Entrance title={t("provider.trouble")} text={describeProviderTrouble(said, t)}>
      <LinkButton href={signInHref} look="primary">
        {t("account.back-to-sign-in")}
      </LinkButton>
    </Entrance>
  );
}
