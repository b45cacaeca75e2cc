import { useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { problemOfPassword } from "../entrance/account-rules.ts";
import { NewPasswordField } from "../entrance/new-password-field.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useAccountChange } from "./use-account-change.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-password": object;
  }
}

/** Sets another password; the present one says that it is me. */
export default function ChangePassword({ onClose }: DialogProps<"change-password">) {
  const t = useText();
  const { me, accounts } = useSignedIn();
  const [password, setPassword] = useState("");
  const passwordRef = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    passwordRef,
    check: () => problemOfPassword(password, t),
    refusals: { "auth.password_common": t("account.password.common") },
    async change(changes, current) {
      await changes.changePassword({ currentPassword: current, newPassword: password });
      showToast(t("account.password.changed"));
      onClose();
    },
  });

  return (
    <FormModal
      title={t("account.change-password")}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t("controls.save")}
      {...form}
    >
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      <NewPasswordField
        label={t("account.reset.password")}
        name="new-password"
        known={[me.username, me.displayName, me.email]}
        value={password}
        error={error}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p className="text-sm text-ink-soft">{t("account.change-password.others")}</p>
      {notice}
    </FormModal>
  );
}
