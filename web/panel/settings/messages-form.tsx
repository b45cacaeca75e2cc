import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { PatchServerSettings } from "@roost/protocol/server-settings.ts";
import { useState } from "react";
import { SwitchRow } from "../../chat/controls/switch-row.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { SettingForm, type SettingFormProps } from "./setting-form.tsx";

const max = admissionLimits.deletedKeptDays;

/** For how long what is deleted can come back, and whether private rooms tell who opened them. */
export function MessagesForm(form: Pick<SettingFormProps, "settings" | "onSaved">) {
  const t = useText();
  const { deletedKeptDays, tellsInspections } = form.settings;
  const [typed, setTyped] = useState(`${deletedKeptDays.value}`);
  const [tells, setTells] = useState(tellsInspections.value);
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const isWrong = !(days >= 0 && days <= max);
  const patch: PatchServerSettings = {
    ...(!isWrong && days !== deletedKeptDays.value && { deletedKeptDays: days }),
    ...(tells !== tellsInspections.value && { tellsInspections: tells }),
  };
  return (
    <SettingForm
      {...form}
      names={["deletedKeptDays", "tellsInspections"]}
      title={t("panel.settings.messages")}
      about={t("panel.settings.messages.about")}
      patch={isWrong || Object.keys(patch).length === 0 ? null : patch}
    >
      <TextField
        label={t("panel.settings.messages.days")}
        hint={t("panel.settings.messages.days.hint")}
        autoComplete="off"
        inputMode="numeric"
        value={typed}
        error={isWrong ? t("panel.settings.messages.days.wrong", { max: t.number(max) }) : null}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SwitchRow
        label={t("panel.settings.messages.tells")}
        hint={t("panel.settings.messages.tells.about")}
        checked={tells}
        onChange={setTells}
      />
    </SettingForm>
  );
}
