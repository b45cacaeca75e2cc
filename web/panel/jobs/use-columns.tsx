import type { Job } from "@roost/protocol/jobs.ts";
import type { User } from "@roost/protocol/user.ts";
import { ListChecks } from "lucide-react";
import { classNames } from "../../chat/controls/class-names.ts";
import { Progress } from "../../chat/controls/progress.tsx";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";

/** A job with whom it is for; null for the server. */
export type NamedJob = Job & { user: User | null };

/** Whether it goes on by itself. */
export const isActive = ({ state }: Pick<Job, "state">) =>
  state === "waiting" || state === "running";

/** What the list says of each job. */
export function useColumns(): Column<NamedJob>[] {
  const t = useText();
  return [
    { title: t("panel.jobs.column.job"), isHead: true, cell: (job) => <What job={job} /> },
    { title: t("panel.people.status"), from: "md", cell: (job) => <State job={job} /> },
    {
      title: t("panel.jobs.column.asked"),
      from: "lg",
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      title: t("panel.jobs.column.ended"),
      from: "md",
      cell: ({ endedAt }) => (endedAt === null ? "–" : <Moment at={endedAt} />),
    },
  ];
}

/** What to call a job. */
export function nameOf({ kind, user }: NamedJob, t: Text): string {
  const name = t(`panel.jobs.kind.${kind}`);
  return user === null ? name : t("panel.jobs.of", { name, person: user.displayName });
}

function What({ job }: { job: NamedJob }) {
  const t = useText();
  const { kind, user, userId } = job;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span className="grid size-8.5 shrink-0 place-items-center text-ink-faint">
        <ListChecks size={18} aria-hidden />
      </span>
      <div className="min-w-0">
        <p className="truncate font-semibold">{t(`panel.jobs.kind.${kind}`)}</p>
        <p className="truncate text-xs text-ink-faint">
          {user !== null ? (
            <Words>{user.displayName}</Words>
          ) : (
            t(userId === null ? "panel.jobs.for-server" : "panel.reports.gone")
          )}
        </p>
        <div className="mt-1.5 text-sm md:hidden">
          <State job={job} />
        </div>
      </div>
    </div>
  );
}

/** How it stands: while it goes on, how far it is, and what went wrong last. */
function State({ job }: { job: NamedJob }) {
  const t = useText();
  const { state, done, total, failure, attempts: count } = job;
  return (
    <div className="min-w-40 whitespace-normal">
      <span
        className={classNames(
          isActive(job) && "font-semibold",
          state === "failed" && "font-semibold text-danger-text",
          (state === "done" || state === "cancelled") && "text-ink-soft",
        )}
      >
        {t(`panel.jobs.state.${state}`)}
      </span>
      {isActive(job) && total !== null && total > 0 && (
        <div className="mt-1 flex items-center gap-2">
          <Progress label={nameOf(job, t)} done={done} total={total} className="h-1.5 w-24" />
          <span className="text-xs text-ink-soft tabular-nums">
            {t("panel.jobs.progress", { done: t.number(done), total: t.number(total) })}
          </span>
        </div>
      )}
      {failure !== null && (isActive(job) || state === "failed") && (
        <p className="mt-1 text-xs text-ink-soft [overflow-wrap:anywhere]">
          {t("panel.jobs.failure", { count })} {failure}
        </p>
      )}
    </div>
  );
}
