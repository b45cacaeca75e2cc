import type { ErrorCode } from "@roost/protocol/errors.ts";
import { AccountChanges, ApiError } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { problemOfUsername } from "../entrance/account-rules.ts";
import { PasswordField } from "../entrance/password-field.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-username": object;
  }
}

interface Problems {
  username?: string;
  current?: string;
  other?: string;
}

/** Has another user name; the one of before leads to the same person. */
export default function ChangeUsername({ onClose }: DialogProps<"change-username">) {
  const t = useText();
  const { accounts, roost, me } = useSignedIn();
  const [username, setUsername] = useState(me.username);
  const [current, setCurrent] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const usernameField = useRef<HTMLInputElement>(null);
  const currentField = useRef<HTMLInputElement>(null);

  function show(found: Problems) {
    setProblems(found);
    if (found.username) usernameField.current?.focus();
    else if (found.current) currentField.current?.focus();
  }

  function describe(refused: unknown): Problems {
    const code: ErrorCode | null = refused instanceof ApiError ? refused.code : null;
    if (code === "auth.username_taken") return { username: t("account.username.taken") };
    if (code === "auth.username_reserved") return { username: t("account.username.reserved") };
    if (code === "auth.invalid_credentials") {
      return { current: t("account.current-password.wrong") };
    }
    return { other: describeTrouble(refused, t) };
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const problem = problemOfUsername(username, t);
    if (problem) return show({ username: problem });
    if (current === "") return show({ current: t("account.current-password.empty") });
    setBusy(true);
    setProblems({});
    try {
      const changes = new AccountChanges(accounts);
      const change = { newUsername: username, currentPassword: current };
      await changes.changeUsername(change);
      // It is done, whether this page can be told of it now or only when it connects again.
      await roost.api.me().catch(() => {});
      showToast(t("account.username.changed"));
      onClose();
    } catch (refused) {
      setBusy(false);
      show(describe(refused));
    }
  }

  return (
    <FormModal
      title={t("account.change-username")}
      initialFocus={usernameField}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <TextField
        label={t("account.change-username.new")}
        hint={t("account.change-username.hint")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        ref={usernameField}
        value={username}
        error={problems.username ?? null}
        onChange={(event) => setUsername(event.target.value)}
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
