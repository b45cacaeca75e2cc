import { useCallback } from "react";
import { Link } from "wouter";
import { Notice } from "../../chat/controls/notice.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useFetched } from "../list/use-fetched.ts";
import { useAdministrator } from "../session/administrator.ts";
import type { NamedEntry } from "./sentence.tsx";
import { placeOf, What, When } from "./use-columns.tsx";

const shownEntries = 10;

/** The newest entries of the log about somebody. @param news Another one has them asked for again. */
export function AboutPerson({ userId, news }: { userId: string; news: unknown }) {
  const t = useText();
  const { administration } = useAdministrator();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new may have an entry.
  const ask = useCallback(async () => {
    const { entries, users } = await administration.audit({ userId, limit: shownEntries });
    const byId = new Map(users.map((user) => [user.id, user]));
    return entries.map((entry): NamedEntry => ({ ...entry, users: byId }));
  }, [administration, userId, news]);
  const { value: entries, error } = useFetched(ask);
  return (
    <section aria-label={t("panel.audit.about-them")} className="mt-8">
      <h2 className="text-lg font-bold tracking-tight">{t("panel.audit.about-them")}</h2>
      {error !== null && <Notice className="mt-2">{describeTrouble(error, t)}</Notice>}
      {entries === null && error === null && <Skeleton className="mt-2 h-24 w-full" />}
      {entries?.length === 0 && <p className="mt-2 text-ink-soft">{t("panel.audit.about-none")}</p>}
      {entries !== null && entries.length > 0 && (
        <ul className="mt-2">
          {entries.map((entry) => (
            <li
              key={entry.id}
              className="flex items-baseline justify-between gap-4 border-t border-line py-2.5 text-[0.9375rem]"
            >
              <What entry={entry} />
              <span className="shrink-0 text-end text-sm text-ink-soft max-md:hidden">
                <When at={entry.at} />
                <span className="block text-xs text-ink-faint">{placeOf(entry, t)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {entries?.length === shownEntries && (
        <Link
          href={`/audit?about=${userId}`}
          className="tap mt-2 inline-flex items-center font-semibold text-accent-text hover:underline"
        >
          {t("panel.audit.about-all")}
        </Link>
      )}
    </section>
  );
}
