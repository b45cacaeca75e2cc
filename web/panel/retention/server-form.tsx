import type { ServerSettingsState } from "@roost/protocol/server-settings.ts";
import { useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { DaysField, daysIn } from "./days-field.tsx";
import { keptInWords } from "./kept.ts";
import { Tried } from "./tried.tsx";
import { useTrial } from "./use-trial.ts";

interface ServerFormProps {
  /** As they are now; 0 for ever. */
  days: number;
  onSaved: (settings: ServerSettingsState) => void;
}

/** For how long messages are kept on the server, where a room has no own time. */
export function ServerForm({ days: before, onSaved }: ServerFormProps) {
  const t = useText();
  const { admission } = useAdministrator();
  const [typed, setTyped] = useState(`${before}`);
  const after = daysIn(typed);
  const isChanged = !Number.isNaN(after) && after !== before;
  const trial = useTrial(before, after, null);
  const looking = useSubmit(trial.look);
  const saving = useSubmit(async () => {
    onSaved(await inWords(t, () => admission.setSettings({ messagesKeptDays: after })));
    showToast(t("panel.retention.saved"));
  });
  const { busy, error, onSubmit } = trial.isNeeded ? looking : saving;
  return (
    <form
      aria-label={t("panel.retention.server")}
      noValidate
      onSubmit={onSubmit}
      className="mt-6 grid gap-x-10 gap-y-4 border-t border-line py-7 lg:grid-cols-[18rem_1fr]"
    >
      <div>
        <h2 className="font-bold tracking-tight">{t("panel.retention.server")}</h2>
        <p className="mt-1 text-sm text-pretty text-ink-soft">
          {t("panel.retention.server.about")}
        </p>
        <p className="mt-2 text-xs text-ink-faint">
          {t("panel.retention.now", { time: keptInWords(before, t) })}
        </p>
      </div>
      <div className="flex max-w-xl min-w-0 flex-col gap-4">
        <DaysField typed={typed} onType={setTyped} />
        {isChanged && trial.tried && <Tried tried={trial.tried} />}
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        <div className="flex">
          <Button
            type="submit"
            look={isChanged && trial.tried ? "danger" : "primary"}
            busy={busy}
            disabled={!isChanged}
          >
            {isChanged && trial.isNeeded ? t("panel.retention.look") : t("panel.retention.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}
