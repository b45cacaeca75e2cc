import { MyData } from "@roost/sdk/account.ts";
import { useRef } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "download-data": { asksPassword: boolean };
  }
}

/** Downloads what was put together, for whoever gives the password where the sign-in is long ago. */
export default function DownloadData({ dialog, onClose }: DialogProps<"download-data">) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const passwordRef = useRef<HTMLInputElement>(null);
  const {
    error: _,
    currentPassword,
    notice,
    ...form
  } = useAccountChange({
    accounts,
    passwordRef,
    asksPassword: dialog.asksPassword,
    check: () => null,
    refusals: {},
    async change(_changes, password) {
      const body = password === "" ? {} : { currentPassword: password };
      const { path } = await new MyData(accounts).link(body);
      const link = document.createElement("a");
      link.href = path;
      link.download = "";
      link.click();
      showToast(t("my-data.downloading"));
      onClose();
    },
  });
  return (
    <FormModal
      title={t("my-data.download")}
      description={t("my-data.download.about")}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t("my-data.download.action")}
      {...form}
    >
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
