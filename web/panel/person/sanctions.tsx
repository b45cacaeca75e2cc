import type { Sanction } from "@roost/protocol/sanctions.ts";
import type { User } from "@roost/protocol/user.ts";
import { useMemo } from "react";
import { Link } from "wouter";
import { MoreRows } from "../../chat/controls/more-rows.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import { type Administrator, useAdministrator } from "../session/administrator.ts";

type Row = Sanction & { actor: User | undefined };

/** The warnings, mutes and suspensions of somebody. @param news Another one has them asked for again. */
export function Sanctions({ userId, news }: { userId: string; news: string }) {
  const t = useText();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfSanctions(administration), [administration]);
  const pages = usePages(userId, fetchPage, news);
  const { rows, status, error, hasMore, loadMore } = pages;
  return (
    <section aria-label={t("panel.person.sanctions")} className="mt-8">
      <h2 className="text-lg font-bold tracking-tight">{t("panel.person.sanctions")}</h2>
      {status === "error" && <Notice className="mt-2">{describeTrouble(error, t)}</Notice>}
      {status === "ready" && rows.length === 0 && (
        <p className="mt-2 text-ink-soft">{t("panel.person.sanctions.none")}</p>
      )}
      <ul className="mt-2">
        {rows.map((row) => (
          <li key={row.id} className="border-t border-line py-2.5 text-[0.9375rem]">
            <SanctionRow row={row} />
          </li>
        ))}
      </ul>
      {hasMore && <MoreRows onReach={loadMore} loading={status === "loading"} />}
    </section>
  );
}

function SanctionRow({ row }: { row: Row }) {
  const t = useText();
  const { action, actor, actorId, at, until, reason, acknowledgedAt } = row;
  const name =
    actorId === null ? (
      t("panel.audit.command")
    ) : (
      <Link href={`/people/${actorId}`} className="font-semibold hover:underline">
        <Words>{actor?.displayName ?? t("panel.audit.gone")}</Words>
      </Link>
    );
  return (
    <div className="flex items-baseline justify-between gap-4">
      <div className="min-w-0">
        <p>
          <span className="font-semibold">{t(names[action])}</span>
          {until !== null && (
            <>
              {" · "}
              {t.rich("panel.person.sanctions.until", { when: <Moment at={until} /> })}
            </>
          )}
        </p>
        {reason !== null && (
          <p className="text-ink-soft [overflow-wrap:anywhere]">
            <Words>{reason}</Words>
          </p>
        )}
        <p className="text-sm text-ink-faint">
          {t.rich("panel.person.sanctions.by", { name })}
          {action === "person.warned" && (
            <>
              {" · "}
              {acknowledgedAt === null
                ? t("panel.person.sanctions.unread")
                : t.rich("panel.person.sanctions.read", { when: <Moment at={acknowledgedAt} /> })}
            </>
          )}
        </p>
      </div>
      <span className="shrink-0 text-sm text-ink-soft">
        <Moment at={at} />
      </span>
    </div>
  );
}

const names = {
  "person.warned": "panel.audit.action.warned",
  "person.silenced": "panel.audit.action.silenced",
  "person.unsilenced": "panel.audit.action.unsilenced",
  "person.suspended": "panel.audit.action.suspended",
  "person.unsuspended": "panel.audit.action.unsuspended",
} as const satisfies Record<Sanction["action"], string>;

const pageOfSanctions =
  (administration: Administrator["administration"]) =>
  async (
    userId: string,
    cursor: string | null,
  ): Promise<{ rows: Row[]; nextCursor: string | null }> => {
    const page = await administration.sanctions(userId, cursor === null ? {} : { cursor });
    const users = new Map(page.users.map((user) => [user.id, user]));
    const rows = page.sanctions.map((sanction) => ({
      ...sanction,
      actor: users.get(sanction.actorId ?? ""),
    }));
    return { rows, nextCursor: page.nextCursor };
  };
