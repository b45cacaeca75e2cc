import type { ProviderLink } from "@roost/protocol/provider.ts";
import { Provider } from "@roost/sdk/account.ts";
import { useCallback, useEffect, useState } from "react";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { describeProviderTrouble } from "../session/provider-trouble.ts";
import { useSignedIn } from "../session/session-context.ts";
import { formatSince } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { SettingRow } from "./setting-row.tsx";

/** Whether the identity provider of the server signs me in; nothing where it has none. */
export function ProviderRow() {
  const t = useText();
  const { accounts } = useSignedIn();
  const openDialog = useOpenDialog();
  const today = useToday();
  const [link, setLink] = useState<ProviderLink | null>(null);
  const load = useCallback(() => {
    new Provider(accounts).status().then(setLink, () => setLink(null));
  }, [accounts]);
  useEffect(load, [load]);

  // Who went there to link their account may be back without.
  const [code] = useState(() => location.hash.slice(1));
  const trouble = code.includes(".") ? describeProviderTrouble(code, t) : null;
  if (link === null) return null;
  const { provider, linkedAt, passwordNeeded: asksPassword } = link;
  const action = {
    label: t(linkedAt === null ? "settings.provider.link" : "settings.provider.unlink"),
    onAction: () =>
      openDialog({
        ...{ name: "provider-link", provider, asksPassword, onChanged: load },
        isLinked: linkedAt !== null,
      }),
  };
  const value =
    linkedAt === null
      ? t("settings.provider.not-linked")
      : t("settings.provider.linked", { when: formatSince(linkedAt, today, t) });
  return <SettingRow label={provider} value={trouble ?? value} actions={[action]} />;
}
