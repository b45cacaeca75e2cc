import { TextField } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";

/** The user name or the e-mail address of who stands in front of the door. */
export function LoginField(props: { value: string; onChange: (login: string) => void }) {
  const t = useText();
  return (
    <TextField
      label={t("entrance.sign-in.login")}
      name="username"
      // Passkeys are offered here, too.
      autoComplete="username webauthn"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
