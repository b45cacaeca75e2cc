import { MyAccount } from "@roost/sdk/account.ts";
import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

/** The end of my account. */
export function DeleteAccountRow() {
  const t = useText();
  const { accounts } = useSignedIn();
  const openDialog = useOpenDialog();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function open() {
    setBusy(true);
    setError(null);
    try {
      openDialog({ name: "delete-account", terms: await new MyAccount(accounts).terms() });
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  }

  return (
    <section aria-label={t("settings.delete-account")} className="mt-8">
      <h3 className="text-[1.0625rem] font-bold tracking-tight">{t("settings.delete-account")}</h3>
      <p className="mt-1 mb-3 text-sm text-ink-faint">{t("settings.delete-account.about")}</p>
      {error !== null && <Notice className="mb-3">{describeTrouble(error, t)}</Notice>}
      <Button look="danger" busy={busy} onClick={open}>
        {t("settings.delete-account.action")}
      </Button>
    </section>
  );
}
