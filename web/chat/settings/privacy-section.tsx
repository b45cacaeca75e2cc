import type { HiddenPart } from "@roost/protocol/presence.ts";
import { Ban } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { SwitchRow } from "../controls/switch-row.tsx";
import { showToast } from "../controls/toast.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Section } from "./section.tsx";

const parts = [
  { part: "state", label: "settings.shows.state" },
  { part: "lastSeen", label: "settings.shows.last-seen" },
  { part: "doNotDisturb", label: "settings.shows.quiet" },
  { part: "status", label: "settings.shows.status" },
  { part: "receipts", label: "settings.shows.receipts", hint: "settings.shows.receipts.hint" },
] as const;

/** What others see of me. */
export function PrivacySection() {
  const t = useText();
  const { api } = useRoost();
  const openDialog = useOpenDialog();
  const [hidden, setHidden] = useState<readonly HiddenPart[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  const asked = useRef(Promise.resolve());

  const load = useCallback(() => {
    setError(null);
    api.myPresence().then((mine) => setHidden(mine.hidden), setError);
  }, [api]);
  useEffect(load, [load]);

  function show(part: HiddenPart, isShown: boolean) {
    if (hidden === null) return;
    const others = hidden.filter((one) => one !== part);
    const next = isShown ? others : [...others, part];
    setHidden(next);
    // All of them are said each time: one after the other, so that the last choice is the one that stays.
    asked.current = asked.current.then(async () => {
      try {
        await api.setPresence({ hidden: next });
      } catch (refused) {
        showToast(describeTrouble(refused, t), "trouble");
        load();
      }
    });
  }

  return (
    <Section title={t("settings.privacy")} about={t("settings.privacy.about")}>
      {error !== null && (
        <Notice>
          {describeTrouble(error, t)}{" "}
          <button type="button" className="font-semibold underline" onClick={load}>
            {t("controls.try-again")}
          </button>
        </Notice>
      )}
      {hidden === null && error === null && <Skeleton className="h-60 rounded-xl" />}
      {hidden !== null && (
        <div className="flex flex-col divide-y divide-line">
          {parts.map(({ part, label, ...rest }) => (
            <SwitchRow
              key={part}
              label={t(label)}
              {...("hint" in rest && { hint: t(rest.hint) })}
              checked={!hidden.includes(part)}
              onChange={(isShown) => show(part, isShown)}
            />
          ))}
        </div>
      )}
      <Button size="small" className="mt-4" onClick={() => openDialog({ name: "blocks" })}>
        <Ban size={15} aria-hidden />
        {t("people.blocks.title")}
      </Button>
    </Section>
  );
}
