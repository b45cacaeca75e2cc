import type { DataExport } from "@roost/protocol/data-export.ts";
import { MyData } from "@roost/sdk/account.ts";
import { useRef } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "ask-for-data": { asksPassword: boolean; onAsked: (asked: DataExport) => void };
  }
}

/** Asks for the download of all that is mine. */
export default function AskForData({ dialog, onClose }: DialogProps<"ask-for-data">) {
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
      dialog.onAsked(await new MyData(accounts).ask(body));
      onClose();
    },
  });
  return (
    <FormModal
      title={t("my-data.ask")}
      description={t("my-data.ask.about")}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t("my-data.ask.action")}
      {...form}
    >
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {notice}
    </FormModal>
  );
}
