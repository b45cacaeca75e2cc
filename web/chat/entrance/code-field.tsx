import { TextField, type TextFieldProps } from "../controls/text-field.tsx";

export interface CodeFieldProps extends Omit<TextFieldProps, "type"> {
  /** A code of the app, in digits, or one that was written down. */
  kind: "app" | "recovery";
}

/** A code that somebody types from elsewhere, or that a program fills in. */
export function CodeField({ kind, ...props }: CodeFieldProps) {
  return (
    <TextField
      name="code"
      autoComplete={kind === "app" ? "one-time-code" : "off"}
      inputMode={kind === "app" ? "numeric" : "text"}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
    />
  );
}
