import type { DeletionTerms } from "@roost/protocol/deletion.ts";
import { MyAccount } from "@roost/sdk/account.ts";
import { useRef } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { forget } from "../leaving/leave.ts";
import { useSignedIn } from "../session/session-context.ts";
import { formatFull } from "../time/format.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "delete-account": { terms: DeletionTerms };
  }
}

/** Deletes my account, for whoever gives the password where the sign-in is long ago. */
export default function DeleteAccount({ dialog, onClose }: DialogProps<"delete-account">) {
  const t = useText();
  const { accounts, session, me } = useSignedIn();
  const { graceDays, messages, passwordNeeded } = dialog.terms;
  const passwordRef = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    passwordRef,
    asksPassword: passwordNeeded,
    check: () => null,
    refusals: { "people.owner": t("my-data.delete.owner") },
    async change(_changes, password) {
      const body = password === "" ? {} : { currentPassword: password };
      const { at } = await new MyAccount(accounts).delete(body);
      onClose();
      session.leaveForGood({ detail: t("my-data.deleted", { when: formatFull(at, t) }) });
      forget(me.id, localStorage);
    },
  });
  return (
    <FormModal
      title={t("my-data.delete")}
      description={t("my-data.delete.about", { count: graceDays })}
      initialFocus={passwordRef}
      onClose={onClose}
      action={t("my-data.delete.action")}
      danger
      {...form}
    >
      <p className="text-[0.9375rem]">{t(`my-data.delete.${messages}`)}</p>
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      {error !== null && <Notice>{error}</Notice>}
      {notice}
    </FormModal>
  );
}
