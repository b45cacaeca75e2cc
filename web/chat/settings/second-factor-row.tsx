import type { SecondFactorStatus } from "@roost/protocol/accounts.ts";
import { SecondFactor } from "@roost/sdk/account.ts";
import { useCallback, useEffect, useState } from "react";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { SettingRow } from "./setting-row.tsx";

/** What is known of my second factor. */
export type FactorStatus = SecondFactorStatus | "loading" | "failed";

export function useFactorStatus(): { status: FactorStatus; load: () => void } {
  const { accounts } = useSignedIn();
  const [status, setStatus] = useState<FactorStatus>("loading");
  const load = useCallback(() => {
    new SecondFactor(accounts).status().then(setStatus, () => setStatus("failed"));
  }, [accounts]);
  useEffect(load, [load]);
  return { status, load };
}

/** Whether more than the password is asked for where I sign in. */
export function SecondFactorRow({ status, load }: { status: FactorStatus; load: () => void }) {
  const t = useText();
  const openDialog = useOpenDialog();

  const label = t("settings.account.second-factor");
  if (status === "loading") return <SettingRow label={label} value="…" actions={[]} />;
  if (status === "failed") {
    const again = { label: t("controls.try-again"), onAction: load };
    const value = t("settings.account.second-factor.unknown");
    return <SettingRow label={label} value={value} actions={[again]} />;
  }
  const setUp = {
    label: t("settings.account.second-factor.set-up"),
    onAction: () => openDialog({ name: "second-factor", onChanged: load }),
  };
  const { enabled, passkeys, recoveryCodesLeft: count } = status;
  if (!enabled && passkeys === 0) {
    const value = t("settings.account.second-factor.off");
    return <SettingRow label={label} value={value} actions={[setUp]} />;
  }
  const codes = {
    label: t("settings.account.second-factor.codes"),
    onAction: () => openDialog({ name: "recovery-codes", onChanged: load }),
  };
  if (!enabled) {
    const value = t("settings.account.second-factor.passkeys", { count });
    return <SettingRow label={label} value={value} actions={[setUp, codes]} />;
  }
  const off = {
    label: t("settings.account.second-factor.switch-off"),
    onAction: () => openDialog({ name: "switch-off-second-factor", onChanged: load }),
  };
  const value = t("settings.account.second-factor.on", { count });
  return <SettingRow label={label} value={value} actions={[codes, off]} />;
}
