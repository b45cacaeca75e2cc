import { useText } from "../language/language.ts";
import { languageCodes, languages, preferredLanguage } from "../language/languages.ts";
import { changeLanguage } from "./change-language.ts";

/** For somebody who does not read the language of the page: the others, each in its own words. */
export function LanguageLinks() {
  const t = useText();
  const others = languageCodes.filter((code) => code !== preferredLanguage([t.locale]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div
      role="group"
      aria-label={t("app.language")}
      className="absolute end-3 top-[max(0.75rem,env(safe-area-inset-top))] z-10 flex gap-x-2"
    >
      {others.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          onClick={() => changeLanguage(code)}
          className="tap h-9 rounded-lg px-2 text-sm font-semibold text-ink-soft hover:bg-hover hover:text-ink"
        >
          {languages[code].name}
        </button>
      ))}
    </div>
  );
}
