import { checkEmail, normalizeEmail } from "@roost/protocol/account-rules.ts";
import type { ErrorCode } from "@roost/protocol/errors.ts";
import { AccountChanges, ApiError } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { PasswordField } from "../entrance/password-field.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-email": { onChanged: () => void };
  }
}

interface Problems {
  email?: string;
  current?: string;
  other?: string;
}

/** Has another address, which is confirmed by a link that is mailed there. */
export default function ChangeEmail({ dialog, onClose }: DialogProps<"change-email">) {
  const t = useText();
  const { accounts } = useSignedIn();
  const [email, setEmail] = useState("");
  const [current, setCurrent] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const [isMailed, setMailed] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const currentField = useRef<HTMLInputElement>(null);

  function show(found: Problems) {
    setProblems(found);
    if (found.email) emailField.current?.focus();
    else if (found.current) currentField.current?.focus();
  }

  function describe(refused: unknown): Problems {
    const code: ErrorCode | null = refused instanceof ApiError ? refused.code : null;
    if (code === "auth.email_taken") return { email: t("account.email.taken") };
    if (code === "auth.invalid_credentials") {
      return { current: t("account.current-password.wrong") };
    }
    return { other: describeTrouble(refused, t) };
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (checkEmail(normalizeEmail(email))) return show({ email: t("account.email.form") });
    if (current === "") return show({ current: t("account.current-password.empty") });
    setBusy(true);
    setProblems({});
    try {
      const changes = new AccountChanges(accounts);
      const change = { newEmail: email, currentPassword: current };
      if (await changes.changeEmail(change)) return setMailed(true);
      showToast(t("account.email.changed"));
      dialog.onChanged();
      onClose();
    } catch (refused) {
      setBusy(false);
      show(describe(refused));
    }
  }

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
      initialFocus={emailField}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <TextField
        label={t("account.change-email.new")}
        name="email"
        // Not type="email": Chromium rewrites international domains in such a field while they are typed.
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        ref={emailField}
        value={email}
        error={problems.email ?? null}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField
        label={t("account.current-password")}
        name="current-password"
        autoComplete="current-password"
        ref={currentField}
        value={current}
        error={problems.current ?? null}
        onChange={(event) => setCurrent(event.target.value)}
      />
      {problems.other !== undefined && <Notice>{problems.other}</Notice>}
    </FormModal>
  );
}
