import { ApiTokens } from "@roost/sdk/account.ts";
import { useMemo } from "react";
import { ApiTokenList } from "../api-tokens/api-token-list.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { Section } from "./section.tsx";

/** What programs do in my name, and with what. */
export function ApiTokensSection() {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const openDialog = useOpenDialog();
  const source = useMemo(() => new ApiTokens(accounts), [accounts]);
  return (
    <Section title={t("settings.api-tokens")} about={t("settings.api-tokens.about")}>
      <ApiTokenList source={source} me={me} accounts={accounts} openDialog={openDialog} />
    </Section>
  );
}
