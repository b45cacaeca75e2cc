import type { DataExport } from "@roost/protocol/data-export.ts";
import { Download } from "lucide-react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { Progress } from "../controls/progress.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatFull } from "../time/format.ts";
import { DeleteAccountRow } from "./delete-account-row.tsx";
import { Section } from "./section.tsx";
import { useDataExport } from "./use-data-export.ts";

/** All that is mine, to take along. */
export function DataSection() {
  const t = useText();
  const openDialog = useOpenDialog();
  const { status, error, show, load, cancel } = useDataExport();
  return (
    <Section title={t("settings.data")} about={t("settings.data.about")}>
      {error !== null && (
        <Notice className="mb-3">
          {describeTrouble(error, t)}{" "}
          <button type="button" className="font-semibold underline" onClick={load}>
            {t("controls.try-again")}
          </button>
        </Notice>
      )}
      {status === null && error === null && <Skeleton className="h-24 rounded-xl" />}
      {status !== null && (
        <div className="rounded-xl border border-line p-4">
          <State status={status} />
          <div className="mt-4 flex flex-wrap gap-2">
            <Actions
              status={status}
              onAsk={() => {
                const { passwordNeeded: asksPassword } = status;
                openDialog({ name: "ask-for-data", asksPassword, onAsked: show });
              }}
              onDownload={() => {
                openDialog({ name: "download-data", asksPassword: status.passwordNeeded });
              }}
              onCancel={cancel}
            />
          </div>
        </div>
      )}
      <DeleteAccountRow />
    </Section>
  );
}

/** How far it is. What changes by itself is read out, but for each of many steps. */
function State({ status }: { status: DataExport }) {
  const t = useText();
  const { state, done, total, until, nextAt } = status;
  return (
    <>
      <p role="status" className="text-[0.9375rem] font-semibold">
        {t(`settings.data.${state}`)}
      </p>
      {state === "running" && (
        <Progress
          label={t("settings.data.progress")}
          done={done}
          total={total}
          className="mt-3 h-2 w-full"
        />
      )}
      {state === "running" && (
        <p className="mt-2 text-sm text-ink-faint">{t("settings.data.running.about")}</p>
      )}
      {until !== null && (
        <p className="mt-1 text-sm text-ink-faint">
          {t("settings.data.until", { when: formatFull(until, t) })}
        </p>
      )}
      {state !== "running" && nextAt !== null && (
        <p className="mt-1 text-sm text-ink-faint">
          {t("settings.data.next", { when: formatFull(nextAt, t) })}
        </p>
      )}
    </>
  );
}

interface ActionsProps {
  status: DataExport;
  onAsk: () => void;
  onDownload: () => void;
  onCancel: () => void;
}

function Actions({ status: { state, nextAt }, onAsk, onDownload, onCancel }: ActionsProps) {
  const t = useText();
  return (
    <>
      {state === "ready" && (
        <Button onClick={onDownload}>
          <Download size={16} aria-hidden />
          {t("settings.data.download")}
        </Button>
      )}
      {state === "running" && <Button onClick={onCancel}>{t("settings.data.cancel")}</Button>}
      {state !== "running" && nextAt === null && (
        <Button onClick={onAsk}>{t("settings.data.ask")}</Button>
      )}
    </>
  );
}
