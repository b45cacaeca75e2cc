import { useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { problemOfUsername } from "../entrance/account-rules.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useAccountChange } from "./use-account-change.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "change-username": object;
  }
}

/** Has another user name; the one of before leads to the same person. */
export default function ChangeUsername({ onClose }: DialogProps<"change-username">) {
  const t = useText();
  const { roost, me, accounts } = useSignedIn();
  const [username, setUsername] = useState(me.username);
  const field = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    check: () => problemOfUsername(username, t),
    refusals: {
      "auth.username_taken": t("account.username.taken"),
      "auth.username_reserved": t("account.username.reserved"),
    },
    async change(changes, password) {
      await changes.changeUsername({ newUsername: username, currentPassword: password });
      // It is done, whether this page can be told of it now or only when it connects again.
      await roost.api.me().catch(() => {});
      showToast(t("account.username.changed"));
      onClose();
    },
  });

  return (
    <FormModal
      title={t("account.change-username")}
      initialFocus={field}
      onClose={onClose}
      action={t("controls.save")}
      {...form}
    >
      <TextField
        label={t("account.change-username.new")}
        hint={t("account.change-username.hint")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        ref={field}
        value={username}
        error={error}
        onChange={(event) => setUsername(event.target.value)}
      />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
