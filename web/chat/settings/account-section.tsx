import { useCallback, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { Section } from "./section.tsx";

/** What I sign in with. */
export function AccountSection() {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const openDialog = useOpenDialog();
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
          <div key={label} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-48">
              <dt className="text-[0.8125rem] text-ink-faint">{label}</dt>
              <dd className="text-[0.9375rem] font-semibold [overflow-wrap:anywhere]">
                <bdi>{value}</bdi>
              </dd>
            </div>
            <dd>
              <Button size="small" onClick={onAction}>
                {action}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
