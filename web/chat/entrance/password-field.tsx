import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../controls/icon-button.tsx";
import { TextField, type TextFieldProps } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";

/** A password that can be looked at. */
export function PasswordField(props: Omit<TextFieldProps, "type" | "end">) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      end={
        <IconButton
          size="small"
          icon={shown ? EyeOff : Eye}
          label={t(shown ? "entrance.password.hide" : "entrance.password.show")}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
