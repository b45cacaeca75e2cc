import { AccountChanges, ApiError } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { problemOfPassword } from "../entrance/account-rules.ts";
import { NewPasswordField } from "../entrance/new-password-field.tsx";
import { PasswordField } from "../entrance/password-field.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-password": object;
  }
}

interface Problems {
  current?: string;
  password?: string;
  other?: string;
}

/** Sets another password; the present one says that it is me. */
export default function ChangePassword({ onClose }: DialogProps<"change-password">) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const currentField = useRef<HTMLInputElement>(null);
  const newField = useRef<HTMLInputElement>(null);

  function show(found: Problems) {
    setProblems(found);
    if (found.current) currentField.current?.focus();
    else if (found.password) newField.current?.focus();
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (current === "") return show({ current: t("account.current-password.empty") });
    const problem = problemOfPassword(password, t);
    if (problem !== null) return show({ password: problem });
    setBusy(true);
    setProblems({});
    try {
      await new AccountChanges(accounts).changePassword({
        currentPassword: current,
        newPassword: password,
      });
      showToast(t("account.password.changed"));
      onClose();
    } catch (refused) {
      setBusy(false);
      const code = refused instanceof ApiError ? refused.code : null;
      if (code === "auth.invalid_credentials") {
        show({ current: t("account.current-password.wrong") });
      } else if (code === "auth.password_common") show({ password: t("account.password.common") });
      else show({ other: describeTrouble(refused, t) });
    }
  }

  return (
    <FormModal
      title={t("account.change-password")}
      initialFocus={currentField}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      <PasswordField
        label={t("account.current-password")}
        name="current-password"
        autoComplete="current-password"
        ref={currentField}
        value={current}
        error={problems.current ?? null}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPasswordField
        label={t("account.reset.password")}
        name="new-password"
        known={[me.username, me.displayName, me.email]}
        ref={newField}
        value={password}
        error={problems.password ?? null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p className="text-sm text-ink-soft">{t("account.change-password.others")}</p>
      {problems.other !== undefined && <Notice>{problems.other}</Notice>}
    </FormModal>
  );
}
