import { useCallback, useEffect, useState } from "react";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { PasskeysList } from "./passkeys-list.tsx";
import { ProviderRow } from "./provider-row.tsx";
import { SecondFactorRow, useFactorStatus } from "./second-factor-row.tsx";
import { Section } from "./section.tsx";
import { SettingRow } from "./setting-row.tsx";

/** What I sign in with. */
export function AccountSection() {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const openDialog = useOpenDialog();
  const factor = useFactorStatus();
  const [email, setEmail] = useState(me.email);

  // It may have been changed since this page was loaded, by a link in a mail.
  const load = useCallback(() => {
    accounts.session().then(
      (session) => session && setEmail(session.me.email),
      () => {},
    );
  }, [accounts]);
  useEffect(load, [load]);

  const rows = [
    {
      label: t("settings.account.username"),
      value: me.username,
      action: t("settings.account.change-username"),
      onAction: () => openDialog({ name: "change-username" }),
    },
    {
      label: t("settings.account.email"),
      value: email,
      action: t("settings.account.change-email"),
      onAction: () => openDialog({ name: "change-email", onChanged: load }),
    },
    {
      label: t("settings.account.password"),
      value: "••••••••",
      action: t("settings.account.change-password"),
      onAction: () => openDialog({ name: "change-password" }),
    },
  ];
  return (
    <Section title={t("settings.account")} about={t("settings.account.about")}>
      <dl className="flex flex-col divide-y divide-line">
        {rows.map(({ label, value, action, onAction }) => (
          <SettingRow
            key={label}
            label={label}
            value={value}
            actions={[{ label: action, onAction }]}
          />
        ))}
        <SecondFactorRow {...factor} />
        <ProviderRow />
      </dl>
      <PasskeysList
        hasApp={typeof factor.status === "object" && factor.status.enabled}
        onChanged={factor.load}
      />
    </Section>
  );
}
