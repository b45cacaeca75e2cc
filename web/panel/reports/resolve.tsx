import { Check, Trash2 } from "lucide-react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { type NamedReport, nameIn } from "./use-columns.tsx";

interface ResolveProps {
  report: NamedReport;
  onResolved: () => void;
}

/** Deletes the message that was reported, or leaves it. */
export function Resolve({ report, onResolved }: ResolveProps) {
  const t = useText();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  if (report.resolvedAt !== null) return null;
  const name = nameIn(report, report.authorId, t);
  async function dismiss() {
    try {
      await inWords(t, () => administration.resolveReport(report.id, "dismissed"));
      showToast(t("panel.reports.dismiss.done"));
    } catch (error) {
      showToast(describeTrouble(error, t));
    }
    onResolved();
  }
  async function remove() {
    await inWords(t, () => administration.resolveReport(report.id, "deleted"));
    showToast(t("panel.reports.delete.done"));
    onResolved();
  }
  return (
    <div className="flex items-center justify-end gap-1 max-sm:flex-col">
      <IconButton
        icon={Check}
        label={t("panel.reports.dismiss.name", { name })}
        onClick={dismiss}
      />
      <IconButton
        icon={Trash2}
        label={t("panel.reports.delete.name", { name })}
        onClick={() =>
          openDialog((close) => (
            <Confirm
              danger
              title={t("panel.reports.delete.title")}
              action={t("panel.reports.delete")}
              onConfirm={remove}
              onClose={close}
            >
              {t("panel.reports.delete.text")}
            </Confirm>
          ))
        }
      />
    </div>
  );
}
