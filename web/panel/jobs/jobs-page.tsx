import { jobKinds, jobStates } from "@roost/protocol/job-kinds.ts";
import { type Administration, exportPath } from "@roost/sdk/account.ts";
import { Ban, RotateCw } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PersonFilter } from "../audit/person-filter.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { queryOf } from "./query.ts";
import { isActive, type NamedJob, nameOf, useColumns } from "./use-columns.tsx";

/** While some go on, how far they are is asked for so often. */
const askEveryMs = 2_000;

/** Long work: what goes on, what is done, and what was given up. It goes on whoever looks. */
export default function JobsPage() {
  const t = useText();
  const filters = useFilters();
  const columns = useColumns();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfJobs(administration), [administration]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  const goesOn = pages.rows.some(isActive);
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => setNews((before) => before + 1), askEveryMs);
    return () => clearInterval(timer);
  }, [goesOn]);
  return (
    <Page
      title={t("panel.jobs.title")}
      about={t("panel.jobs.about")}
      actions={<ExportLink href={exportPath.jobs(queryOf(filters.key))} />}
    >
      <JobFilters filters={filters} />
      <Table
        label={t("panel.jobs.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(job) => <Steer job={job} onChanged={onChanged} />}
        failed={t("panel.jobs.failed")}
        empty={<Nothing filters={filters} title={t("panel.jobs.none")} />}
      />
    </Page>
  );
}

function JobFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <ChoiceFilter
        label={t("panel.people.status")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.jobs.state.any") },
          ...jobStates.map((state) => ({ value: state, label: t(`panel.jobs.state.${state}`) })),
        ]}
      />
      <ChoiceFilter
        label={t("panel.jobs.kind")}
        name="kind"
        filters={filters}
        choices={[
          { value: "", label: t("panel.jobs.kind.any") },
          ...jobKinds.map((kind) => ({ value: kind, label: t(`panel.jobs.kind.${kind}`) })),
        ]}
      />
      <PersonFilter
        name="for"
        label={t("panel.jobs.for")}
        any={t("panel.jobs.for.any")}
        filters={filters}
      />
    </div>
  );
}

/** Ends what goes on, and has go on what was given up. */
function Steer({ job, onChanged }: { job: NamedJob; onChanged: () => void }) {
  const t = useText();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const name = nameOf(job, t);
  async function retry() {
    try {
      await inWords(t, () => administration.retryJob(job.id));
      showToast(t("panel.jobs.retry.done"));
    } catch (error) {
      showToast(error instanceof Error ? error.message : String(error));
    }
    onChanged();
  }
  if (job.state === "failed") {
    return (
      <IconButton icon={RotateCw} label={t("panel.jobs.retry.name", { name })} onClick={retry} />
    );
  }
  if (!isActive(job)) return null;
  async function cancel() {
    await inWords(t, () => administration.cancelJob(job.id));
    showToast(t("panel.jobs.cancel.done"));
    onChanged();
  }
  return (
    <IconButton
      icon={Ban}
      label={t("panel.jobs.cancel.name", { name })}
      onClick={() =>
        openDialog((close) => (
          <Confirm
            danger
            title={t("panel.jobs.cancel.title")}
            action={t("panel.jobs.cancel")}
            onConfirm={cancel}
            onClose={close}
          >
            {t("panel.jobs.cancel.text", { name })}
          </Confirm>
        ))
      }
    />
  );
}

const pageOfJobs =
  (administration: Administration) => async (key: string, cursor: string | null) => {
    const { jobs, users, nextCursor } = await administration.jobs({
      ...queryOf(key),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows = jobs.map(
      (job): NamedJob => ({ ...job, user: byId.get(job.userId ?? "") ?? null }),
    );
    return { rows, nextCursor };
  };
