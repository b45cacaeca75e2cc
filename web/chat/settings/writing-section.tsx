import { Keyboard } from "lucide-react";
import { Button } from "../controls/button.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { SwitchRow } from "../controls/switch-row.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { modKey } from "../shortcuts/keys.ts";
import { Section } from "./section.tsx";
import { useSetting } from "./use-setting.ts";

/** How messages are written, on all my devices. */
export function WritingSection() {
  const t = useText();
  const openDialog = useOpenDialog();
  const [enterSends, setEnterSends] = useSetting("enterSends");
  const [formattingBar, setFormattingBar] = useSetting("formattingBar");
  const [undoSeconds, setUndoSeconds] = useSetting("undoSendSeconds");
  return (
    <Section title={t("settings.writing")} about={t("settings.all-devices")}>
      <div className="flex flex-col divide-y divide-line">
        <SwitchRow
          label={t("settings.enter-sends")}
          hint={t("settings.enter-sends.hint", { key: modKey(t) })}
          checked={enterSends}
          onChange={setEnterSends}
        />
        <SwitchRow
          label={t("settings.formatting-bar")}
          hint={t("settings.formatting-bar.hint")}
          checked={formattingBar}
          onChange={setFormattingBar}
        />
      </div>
      <div className="mt-4 max-w-md">
        <SelectField
          label={t("settings.undo-send")}
          hint={t("settings.undo-send.hint")}
          value={`${undoSeconds}`}
          onChoose={(seconds) => setUndoSeconds(Number(seconds))}
        >
          {[...new Set([0, 5, 10, 30, undoSeconds])].map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0
                ? t("settings.undo-send.off")
                : t("settings.undo-send.seconds", { count: seconds })}
            </option>
          ))}
        </SelectField>
      </div>
      <Button className="mt-6" onClick={() => openDialog({ name: "shortcuts" })}>
        <Keyboard size={17} aria-hidden />
        {t("settings.keyboard")}
      </Button>
    </Section>
  );
}
