import type { Ref } from "react";
import { TextField } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";

export interface PasskeyNameFieldProps {
  ref: Ref<HTMLInputElement>;
  value: string;
  error: string | null;
  onChange: (name: string) => void;
}

/** What somebody calls a passkey. */
export function PasskeyNameField({ ref, value, error, onChange }: PasskeyNameFieldProps) {
  const t = useText();
  return (
    <TextField
      label={t("passkeys.name")}
      hint={t("passkeys.name.hint")}
      name="passkey-name"
      autoComplete="off"
      dir="auto"
      ref={ref}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
