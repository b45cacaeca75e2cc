import type { ChangeFoundMessages, ExportMessagesQuery } from "@roost/protocol/managed-messages.ts";
import { RotateCcw, Trash2 } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { Progress } from "../../chat/controls/progress.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { usePolled } from "../list/use-polled.ts";
import { useAdministrator, useMay } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

interface FoundBarProps {
  /** Of the list. */
  query: ExportMessagesQuery;
  onChanged: () => void;
}

/** Deletes all messages that the list has, or brings them back, and shows how far that is. */
export function FoundBar({ query, onChanged }: FoundBarProps) {
  const t = useText();
  const may = useMay();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const { deleted, sort: _, ...which } = query;
  const isNarrowed = Object.keys(which).length > 0;
  const change: ChangeFoundMessages["change"] = deleted === true ? "restore" : "delete";
  const [begun, setBegun] = useState(0);
  async function start() {
    await inWords(t, () => administration.changeFoundMessages({ change, ...which }));
    showToast(t("panel.messages.found.begun"));
    setBegun((before) => before + 1);
  }
  return (
    <>
      {may("jobs") && <UnderWay key={begun} onChanged={onChanged} />}
      {isNarrowed && (
        <div className="mt-3 flex">
          <Button
            size="small"
            look="quiet"
            onClick={() =>
              openDialog((close) => (
                <Confirm
                  danger={change === "delete"}
                  title={t(`panel.messages.found.${change}.title`)}
                  action={t(`panel.messages.found.${change}`)}
                  onConfirm={start}
                  onClose={close}
                >
                  {t(`panel.messages.found.${change}.text`)}
                </Confirm>
              ))
            }
          >
            {change === "delete" ? (
              <Trash2 size={15} aria-hidden />
            ) : (
              <RotateCcw size={15} aria-hidden />
            )}
            {t(`panel.messages.found.${change}`)}
          </Button>
        </div>
      )}
    </>
  );
}

const everyMs = 2_000;

/** The job that is under way, whoever asked for it, to be ended. */
function UnderWay({ onChanged }: { onChanged: () => void }) {
  const t = useText();
  const may = useMay();
  const { administration } = useAdministrator();
  const ask = useCallback(async () => {
    const { jobs } = await administration.jobs({ kind: "change-messages", limit: 1 });
    return jobs[0] ?? null;
  }, [administration]);
  const { value: job, again } = usePolled(ask, everyMs);
  const isRunning = job?.state === "waiting" || job?.state === "running";
  const [wasRunning, setWasRunning] = useState(false);
  useEffect(() => {
    if (wasRunning && !isRunning) onChanged();
    setWasRunning(isRunning);
  }, [isRunning, wasRunning, onChanged]);
  if (!job || !isRunning) return null;
  const { done, total } = job;
  async function cancel(id: string) {
    try {
      await inWords(t, () => administration.cancelJob(id));
    } catch (error) {
      showToast(describeTrouble(error, t));
    }
    again();
  }
  return (
    <section
      aria-label={t("panel.messages.found.progress")}
      className="mt-4 flex flex-wrap items-center gap-3 rounded-xl bg-sunken px-4 py-2.5"
    >
      <p role="status" className="text-sm font-semibold">
        {t("panel.messages.found.progress")}
      </p>
      <Progress
        label={t("panel.messages.found.progress")}
        done={done}
        total={total}
        className="h-2 min-w-32 flex-1"
      />
      {may("cancelJob") && (
        <Button size="small" look="quiet" onClick={() => cancel(job.id)}>
          {t("panel.messages.found.cancel")}
        </Button>
      )}
    </section>
  );
}
