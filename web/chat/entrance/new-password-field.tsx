import { limits } from "@roost/protocol/limits.ts";
import { useText } from "../language/language.ts";
import { PasswordField } from "./password-field.tsx";
import { StrengthMeter } from "./strength-meter.tsx";

export interface NewPasswordFieldProps
  extends Omit<Parameters<typeof PasswordField>[0], "autoComplete" | "hint" | "value"> {
  value: string;
  /** What others know of the person. */
  known?: readonly string[];
}

/** A password that somebody chooses, and how strong it is. */
export function NewPasswordField({ known = [], ...field }: NewPasswordFieldProps) {
  const t = useText();
  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        {...field}
        autoComplete="new-password"
        hint={t("account.password.hint", { min: limits.passwordMinCharacters })}
      />
      <StrengthMeter password={field.value} known={known} />
    </div>
  );
}
