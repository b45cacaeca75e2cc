import type { PatchServerSettings } from "@roost/protocol/server-settings.ts";
import { useState } from "react";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { inParts } from "../../chat/set-up/in-parts.ts";
import { RegistrationModes } from "../../chat/set-up/registration-modes.tsx";
import { SettingForm, type SettingFormProps } from "./setting-form.tsx";

/** Who may sign up, and the domains of those who may by their address. */
export function RegistrationForm(form: Pick<SettingFormProps, "settings" | "onSaved">) {
  const t = useText();
  const { registration, allowedDomains } = form.settings;
  const [mode, setMode] = useState(registration.value);
  const [typed, setTyped] = useState(allowedDomains.value.join(", "));
  const domains = inParts(typed);
  const patch: PatchServerSettings = {
    ...(mode !== registration.value && { registration: mode }),
    ...(domains.join() !== allowedDomains.value.join() && { allowedDomains: domains }),
  };
  const asksDomains = mode === "domain" || allowedDomains.value.length > 0;
  return (
    <SettingForm
      {...form}
      names={["registration", "allowedDomains"]}
      title={t("panel.settings.registration")}
      about={t("panel.settings.registration.about")}
      patch={Object.keys(patch).length === 0 ? null : patch}
    >
      <RegistrationModes
        label={t("set-up.registration")}
        mode={mode}
        onMode={setMode}
        disabled={registration.source === "environment"}
      />
      {asksDomains && (
        <TextField
          label={t("set-up.domains")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={allowedDomains.source === "environment"}
          hint={t("set-up.domains.hint")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </SettingForm>
  );
}
