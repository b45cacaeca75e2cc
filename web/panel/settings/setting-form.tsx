import type {
  PatchServerSettings,
  ServerSettingName,
  ServerSettingsState,
} from "@roost/protocol/server-settings.ts";
import type { ReactNode } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

export interface SettingFormProps {
  /** The settings that it changes, the first of them for what it says of where they come from. */
  names: readonly [ServerSettingName, ...ServerSettingName[]];
  settings: ServerSettingsState;
  title: string;
  about: string;
  /** What is to be saved; null where nothing was changed. */
  patch: PatchServerSettings | null;
  onSaved: (settings: ServerSettingsState) => void;
  /** The fields. */
  children: ReactNode;
}

/** A setting of the server, with what it means and where its value comes from. */
export function SettingForm(props: SettingFormProps) {
  const { names, settings, title, about, patch, onSaved, children } = props;
  const t = useText();
  const { admission } = useAdministrator();
  const { source, variable } = settings[names[0]];
  const isFixed = names.every((name) => settings[name].source === "environment");
  async function change(wish: PatchServerSettings) {
    onSaved(await inWords(t, () => admission.setSettings(wish)));
    showToast(t("panel.settings.saved"));
  }
  const saving = useSubmit(async () => {
    if (patch !== null) await change(patch);
  });
  const back = useSubmit(() =>
    change(
      Object.fromEntries(
        names.filter((name) => settings[name].source === "store").map((name) => [name, null]),
      ),
    ),
  );
  const error = saving.error ?? back.error;
  return (
    <form
      aria-label={title}
      noValidate
      onSubmit={saving.onSubmit}
      className="grid gap-x-10 gap-y-4 border-t border-line py-7 lg:grid-cols-[18rem_1fr]"
    >
      <div>
        <h2 className="font-bold tracking-tight">{title}</h2>
        <p className="mt-1 text-sm text-pretty text-ink-soft">{about}</p>
        <p className="mt-2 text-xs text-ink-faint">
          {source === "environment"
            ? t("panel.settings.source.environment", { variable: variable ?? "" })
            : t(`panel.settings.source.${source}`)}
        </p>
      </div>
      <div className="flex max-w-xl min-w-0 flex-col gap-4">
        {children}
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        {!isFixed && (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" busy={saving.busy} disabled={patch === null}>
              {t("panel.settings.save")}
            </Button>
            {source === "store" && (
              <Button look="plain" busy={back.busy} onClick={back.onSubmit}>
                {t("panel.settings.to-default")}
              </Button>
            )}
          </div>
        )}
      </div>
    </form>
  );
}
