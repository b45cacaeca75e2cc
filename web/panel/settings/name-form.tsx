import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { useState } from "react";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { SettingForm, type SettingFormProps } from "./setting-form.tsx";

/** What the server is called. */
export function NameForm(form: Pick<SettingFormProps, "settings" | "onSaved">) {
  const t = useText();
  const { value, fallback, source } = form.settings.serverName;
  const [typed, setTyped] = useState(value);
  const [error, setError] = useState<string | null>(null);
  const name = typed.trim();
  return (
    <SettingForm
      {...form}
      names={["serverName"]}
      title={t("panel.settings.name")}
      about={t("panel.settings.name.about")}
      patch={name === value || name === "" ? null : { serverName: name }}
    >
      <TextField
        label={t("panel.settings.name.label")}
        autoComplete="off"
        placeholder={fallback}
        maxLength={admissionLimits.serverNameCharacters}
        readOnly={source === "environment"}
        value={typed}
        error={error}
        onChange={(event) => {
          setTyped(event.target.value);
          setError(event.target.value.trim() === "" ? t("panel.settings.name.empty") : null);
        }}
      />
    </SettingForm>
  );
}
