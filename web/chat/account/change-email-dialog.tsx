import { checkEmail, normalizeEmail } from "@roost/protocol/account-rules.ts";
import { useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { Modal } from "../controls/modal.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useAccountChange } from "./use-account-change.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-email": { onChanged: () => void };
  }
}

/** Has another address, which is confirmed by a link that is mailed there. */
export default function ChangeEmail({ dialog, onClose }: DialogProps<"change-email">) {
  const t = useText();
  const { accounts } = useSignedIn();
  const [email, setEmail] = useState("");
  const [isMailed, setMailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    check: () => (checkEmail(normalizeEmail(email)) ? t("account.email.form") : null),
    refusals: { "auth.email_taken": t("account.email.taken") },
    async change(changes, password) {
      const change = { newEmail: email, currentPassword: password };
      if (await changes.changeEmail(change)) return setMailed(true);
      showToast(t("account.email.changed"));
      dialog.onChanged();
      onClose();
    },
  });

  if (isMailed) {
    return (
      <Modal title={t("account.forgot.sent")} onClose={onClose}>
        <div className="flex flex-col gap-4 px-5 pt-3 pb-5">
          <p role="status">{t("account.change-email.mailed", { email: email.trim() })}</p>
          <Button look="primary" className="self-end" autoFocus onClick={onClose}>
            {t("controls.close")}
          </Button>
        </div>
      </Modal>
    );
  }
  return (
    <FormModal
      title={t("account.change-email")}
      initialFocus={field}
      onClose={onClose}
      action={t("controls.save")}
      {...form}
    >
      <TextField
        label={t("account.change-email.new")}
        name="email"
        // Not type="email": Chromium rewrites international domains in such a field while they are typed.
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        ref={field}
        value={email}
        error={error}
        onChange={(event) => setEmail(event.target.value)}
      />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
