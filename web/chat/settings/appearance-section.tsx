import { Monitor, Moon, Sun } from "lucide-react";
import { SelectField } from "../controls/select-field.tsx";
import { changeLanguage } from "../entrance/change-language.ts";
import { type LanguageChoice, useLanguageChoice, useText } from "../language/language.ts";
import { languageCodes, languages } from "../language/languages.ts";
import { useTheme } from "../theme/theme.ts";
import { Section } from "./section.tsx";

const themes = [
  { value: "system", label: "settings.theme.system", icon: Monitor },
  { value: "light", label: "settings.theme.light", icon: Sun },
  { value: "dark", label: "settings.theme.dark", icon: Moon },
] as const;

/** What belongs to this browser alone. */
export function AppearanceSection() {
  const t = useText();
  const [theme, setTheme] = useTheme();
  const language = useLanguageChoice();
  return (
    <Section title={t("settings.appearance")} about={t("settings.this-browser")}>
      <fieldset>
        <legend className="pb-2 text-sm font-semibold">{t("settings.theme")}</legend>
        <div className="grid max-w-md grid-cols-3 gap-2">
          {themes.map(({ value, label, icon: Icon }) => (
            <label
              key={value}
              className="tap flex cursor-pointer flex-col items-center gap-2 rounded-xl bg-raised px-3 py-4 text-sm font-medium text-ink-soft shadow-[inset_0_0_0_1px_var(--line-strong)] transition-colors hover:text-ink has-checked:bg-selected has-checked:text-ink has-checked:shadow-[inset_0_0_0_1.5px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
            >
              <input
                type="radio"
                name="theme"
                className="sr-only"
                checked={theme === value}
                onChange={() => setTheme(value)}
              />
              <Icon size={20} aria-hidden />
              {t(label)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-7 max-w-md">
        <SelectField
          label={t("app.language")}
          value={language}
          onChoose={(choice) => changeLanguage(choice as LanguageChoice)}
        >
          <option value="system">{t("settings.language.system")}</option>
          {languageCodes.map((code) => (
            <option key={code} value={code} lang={code}>
              {languages[code].name}
            </option>
          ))}
        </SelectField>
      </div>
    </Section>
  );
}
