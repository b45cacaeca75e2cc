import type { SecondFactorStatus } from "@roost/protocol/accounts.ts";
import { SecondFactor } from "@roost/sdk/account.ts";
import { useCallback, useEffect, useState } from "react";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { SettingRow } from "./setting-row.tsx";

/** Whether a code is asked for where I sign in. */
export function SecondFactorRow() {
  const t = useText();
  const { accounts } = useSignedIn();
  const openDialog = useOpenDialog();
  const [status, setStatus] = useState<SecondFactorStatus | "loading" | "failed">("loading");
  const load = useCallback(() => {
    new SecondFactor(accounts).status().then(setStatus, () => setStatus("failed"));
  }, [accounts]);
  useEffect(load, [load]);

  const label = t("settings.account.second-factor");
  if (status === "loading") return <SettingRow label={label} value="…" actions={[]} />;
  if (status === "failed") {
    const again = { label: t("controls.try-again"), onAction: load };
    const value = t("settings.account.second-factor.unknown");
    return <SettingRow label={label} value={value} actions={[again]} />;
  }
  if (!status.enabled) {
    const setUp = {
      label: t("settings.account.second-factor.set-up"),
      onAction: () => openDialog({ name: "second-factor", onChanged: load }),
    };
    const value = t("settings.account.second-factor.off");
    return <SettingRow label={label} value={value} actions={[setUp]} />;
  }
  const actions = [
    {
      label: t("settings.account.second-factor.codes"),
      onAction: () => openDialog({ name: "recovery-codes", onChanged: load }),
    },
    {
      label: t("settings.account.second-factor.switch-off"),
      onAction: () => openDialog({ name: "switch-off-second-factor", onChanged: load }),
    },
  ];
  const value = t("settings.account.second-factor.on", { count: status.recoveryCodesLeft });
  return <SettingRow label={label} value={value} actions={actions} />;
}
