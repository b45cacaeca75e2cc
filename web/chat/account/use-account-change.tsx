import type { ErrorCode } from "@roost/protocol/errors.ts";
import { type Accounts, ApiError } from "@roost/sdk";
import { AccountChanges } from "@roost/sdk/account.ts";
import { type FormEvent, type ReactNode, type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import { Notice } from "../controls/notice.tsx";
import { PasswordField } from "../entrance/password-field.tsx";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { describeTrouble } from "../session/trouble.ts";

/** A change of one's account, which the present password is asked for. */
export interface AccountChange {
  accounts: Accounts;
  /** What is wrong with the new value, before the server is asked; null where nothing is. */
  check(): string | null;
  /** What is wrong with it where the server refuses it with one of these codes. */
  refusals: Partial<Record<ErrorCode, string>>;
  /** Makes the change. What it throws is told in the form. */
  change(changes: AccountChanges, currentPassword: string): Promise<void>;
  /** Not for who has just signed in, where the server takes that for the password, which is empty then. Default: true. */
  asksPassword?: boolean;
  /** Says what went wrong besides. */
  describe?: (error: unknown, t: Text) => string;
  /** Of the field of the present password, where the focus begins there. */
  passwordRef?: RefObject<HTMLInputElement | null>;
}

interface Problems {
  value?: string | null;
  current?: string;
  other?: string;
}

export interface AccountForm {
  /** What is wrong with the new value. */
  error: string | null;
  currentPassword: ReactNode;
  /** What is wrong besides the fields. */
  notice: ReactNode;
  busy: boolean;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
}

/** What the forms of all such changes have in common: the present password, and how problems are told. */
export function useAccountChange(parts: AccountChange): AccountForm {
  const { accounts, check, refusals, change, passwordRef, asksPassword = true } = parts;
  const t = useText();
  const [isAsked, setIsAsked] = useState(asksPassword);
  const [current, setCurrent] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);

  function describe(refused: unknown): Problems {
    const code = refused instanceof ApiError ? refused.code : null;
    if (code === "auth.invalid_credentials")
      return { current: t("account.current-password.wrong") };
    if (code === "auth.sign_in_again") {
      setIsAsked(true);
      return { current: t("account.current-password.empty") };
    }
    const value = code && refusals[code];
    return value ? { value } : { other: (parts.describe ?? describeTrouble)(refused, t) };
  }

  async function save(form: HTMLFormElement) {
    const show = (found: Problems) => {
      flushSync(() => setProblems(found));
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    const value = check();
    const isEmpty = isAsked && current === "";
    if (value !== null || isEmpty) {
      return show({ value, ...(isEmpty && { current: t("account.current-password.empty") }) });
    }
    setBusy(true);
    setProblems({});
    try {
      await change(new AccountChanges(accounts), current);
    } catch (refused) {
      setBusy(false);
      show(describe(refused));
    }
  }

  return {
    error: problems.value ?? null,
    currentPassword: isAsked && (
      <PasswordField
        label={t("account.current-password")}
        name="current-password"
        autoComplete="current-password"
        {...(passwordRef && { ref: passwordRef })}
        value={current}
        error={problems.current ?? null}
        onChange={(event) => setCurrent(event.target.value)}
      />
    ),
    notice: problems.other !== undefined && <Notice>{problems.other}</Notice>,
    busy,
    onSubmit(event) {
      event.preventDefault();
      if (!busy) void save(event.currentTarget);
    },
  };
}
