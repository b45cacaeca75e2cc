import { SecondFactor } from "@roost/sdk/account.ts";
import { useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { ScanStep, type ScanStepProps } from "./scan-step.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "second-factor": { onChanged: () => void };
  }
}

/** Sets up a second factor: the password, an app that is given the secret, and recovery codes. */
export default function SetUpSecondFactor({ dialog, onClose }: DialogProps<"second-factor">) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const [setUp, setSetUp] = useState<ScanStepProps["setUp"] | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    passwordRef,
    check: () => null,
    refusals: { "auth.second_factor_on": t("second-factor.is-on") },
    async change(_changes, password) {
      setSetUp(await new SecondFactor(accounts).begin(password));
    },
  });

  if (codes !== null) return <RecoveryCodes codes={codes} onClose={onClose} />;
  if (setUp !== null) {
    return (
      <ScanStep
        setUp={setUp}
        onClose={onClose}
        onConfirmed={(recoveryCodes) => {
          setCodes(recoveryCodes);
          dialog.onChanged();
        }}
      />
    );
  }
  return (
    <FormModal
      title={t("second-factor.set-up")}
      description={t("second-factor.about")}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t("second-factor.next")}
      {...form}
    >
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {error !== null && <p className="text-sm text-danger-text">{error}</p>}
      {notice}
    </FormModal>
  );
}
