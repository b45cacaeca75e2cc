import { Provider } from "@roost/sdk/account.ts";
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
    "provider-link": {
      /** What people know it by. */
      provider: string;
      isLinked: boolean;
      asksPassword: boolean;
      onChanged: () => void;
    };
  }
}

/** Links my account with the identity provider, or unlinks it. */
export default function ProviderLinkDialog({ dialog, onClose }: DialogProps<"provider-link">) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const { provider, isLinked } = dialog;
  const passwordRef = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    passwordRef,
    asksPassword: dialog.asksPassword,
    check: () => null,
    refusals: { "provider.only_way": t("provider.only-way") },
    async change(_changes, password) {
      const body = password === "" ? {} : { currentPassword: password };
      if (!isLinked) return location.assign(await new Provider(accounts).link(body));
      await new Provider(accounts).unlink(body);
      showToast(t("provider.unlinked", { provider }));
      dialog.onChanged();
      onClose();
    },
  });
  const way = isLinked ? "unlink" : "link";
  return (
    <FormModal
      title={t(`provider.${way}`, { provider })}
      description={t(`provider.${way}.about`, { provider })}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t(`provider.${way}.action`)}
      {...form}
    >
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {error !== null && <Notice>{error}</Notice>}
      {notice}
    </FormModal>
  );
}
