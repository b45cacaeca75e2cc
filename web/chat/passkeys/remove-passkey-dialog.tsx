import type { Passkey } from "@roost/protocol/passkeys.ts";
import { Passkeys } from "@roost/sdk/account.ts";
import { useRef } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "remove-passkey": {
      passkey: Passkey;
      /** There is no other second factor. */
      isLast: boolean;
      asksPassword: boolean;
      onChanged: () => void;
    };
  }
}

export default function RemovePasskey({ dialog, onClose }: DialogProps<"remove-passkey">) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const { id, name } = dialog.passkey;
  const passwordRef = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    passwordRef,
    asksPassword: dialog.asksPassword,
    check: () => null,
    refusals: { "passkey.not_found": t("passkeys.gone") },
    async change(_changes, password) {
      const body = password === "" ? {} : { currentPassword: password };
      await new Passkeys(accounts).remove({ id, ...body });
      showToast(t("passkeys.removed", { name }));
      dialog.onChanged();
      onClose();
    },
  });
  return (
    <FormModal
      title={t("passkeys.remove", { name })}
      description={t("passkeys.remove.about")}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t("passkeys.remove.action")}
      {...form}
    >
      {dialog.isLast && <p className="text-[0.9375rem]">{t("passkeys.remove.last")}</p>}
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {error !== null && <Notice>{error}</Notice>}
      {notice}
    </FormModal>
  );
}
