import type { PasswordAndCode } from "@roost/protocol/accounts.ts";
import { SecondFactor } from "@roost/sdk/account.ts";
import { type ReactNode, useRef, useState } from "react";
import { useAccountChange } from "../account/use-account-change.tsx";
import { CodeField } from "../entrance/code-field.tsx";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

/** A form of what the password and a code are asked for. */
export function usePasswordAndCode(
  change: (secondFactor: SecondFactor, both: PasswordAndCode) => Promise<void>,
) {
  const t = useText();
  const { accounts, me } = useSignedIn();
  const [code, setCode] = useState("");
  const passwordRef = useRef<HTMLInputElement>(null);
  const { error, currentPassword, notice, ...form } = useAccountChange({
    accounts,
    passwordRef,
    check: () => (code.trim() === "" ? t("second-factor.either.empty") : null),
    refusals: {
      "auth.code_invalid": t("second-factor.either.wrong"),
      "auth.second_factor_off": t("second-factor.is-off"),
    },
    change: (_changes, password) =>
      change(new SecondFactor(accounts), { currentPassword: password, code }),
  });
  const fields: ReactNode = (
    <>
      {/* For programs that keep passwords. */}
      <input dir="auto" autoComplete="username" value={me.username} readOnly hidden />
      {currentPassword}
      <CodeField
        kind="app"
        // A recovery code has letters.
        inputMode="text"
        label={t("second-factor.either")}
        value={code}
        error={error}
        onChange={(event) => setCode(event.target.value)}
      />
      {notice}
    </>
  );
  return { fields, form: { ...form, initialFocus: passwordRef } };
}
