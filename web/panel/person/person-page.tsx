import type { AccountDetails } from "@roost/protocol/people.ts";
import { ArrowLeft, ChevronDown } from "lucide-react";
import { type ReactNode, Suspense, useCallback, useState } from "react";
import { Link } from "wouter";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { part } from "../../chat/loading/part.tsx";
import { Region } from "../../chat/loading/region.tsx";
import { Egg } from "../../chat/person/egg.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { formatBrief, formatFull, formatUntil } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { Words } from "../../chat/words/words.tsx";
import { AboutPerson } from "../audit/about-person.tsx";
import { Page } from "../list/page.tsx";
import { useFetched } from "../list/use-fetched.ts";
import { useAdministrator, useMay } from "../session/administrator.ts";
import { PersonMenu } from "./person-menu.tsx";
import { Sanctions } from "./sanctions.tsx";

const SignIns = part(() => import("./sign-ins.tsx"));

/** An account, and what can be done with it. */
export default function PersonPage({ userId }: { userId: string }) {
  const t = useText();
  const may = useMay();
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.person(userId), [administration, userId]);
  const { value: person, error, again } = useFetched(ask);
  const [changes, setChanges] = useState(0);
  const onChanged = () => {
    again();
    setChanges((before) => before + 1);
  };
  const back = (
    <Link
      href="/people"
      className="tap mb-2 inline-flex items-center gap-1.5 self-start rounded-lg text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      {t("panel.person.back")}
    </Link>
  );
  if (person === null) {
    return (
      <Page title={t("panel.person.details")} above={back}>
        {error === null ? (
          <PersonSkeleton />
        ) : (
          <div className="flex flex-1" role="alert">
            <EmptyPerch
              birds={0}
              title={t("panel.person.failed")}
              actions={<Button onClick={again}>{t("controls.try-again")}</Button>}
            >
              {describeTrouble(error, t)}
            </EmptyPerch>
          </div>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={person.displayName}
      about={
        person.isDeleted
          ? t("panel.person.deleted")
          : `@${person.username} · ${person.customRole?.name ?? t(`panel.role.${person.role}`)}`
      }
      above={back}
      before={<Egg id={person.id} name={person.displayName} size="large" />}
      actions={
        <PersonMenu
          person={person}
          onChanged={onChanged}
          trigger={
            <Button size="small">
              {t("panel.list.actions")}
              <ChevronDown size={15} aria-hidden />
            </Button>
          }
        />
      }
    >
      <Deletion person={person} />
      <Kept person={person} kind="suspension" />
      <Kept person={person} kind="silence" />
      {!person.isDeleted && <Details person={person} />}
      <Region>
        <Suspense>
          <SignIns userId={userId} />
        </Suspense>
      </Region>
      <Sanctions userId={userId} news={`${changes}`} />
      {may("audit") && <AboutPerson userId={userId} news={person} />}
    </Page>
  );
}

function Deletion({ person: { deletionAt } }: { person: AccountDetails }) {
  const t = useText();
  const today = useToday();
  if (deletionAt === null) return null;
  return (
    <div className="mt-5 rounded-xl bg-danger-tint px-4 py-3 text-[0.9375rem] text-danger-text">
      <p className="font-semibold">
        {t("panel.person.deletion", { when: formatUntil(deletionAt, today, t) })}
      </p>
      <p>{t("panel.person.deletion.until")}</p>
    </div>
  );
}

/** That they are kept out, or may only read. */
function Kept(props: { person: AccountDetails; kind: "suspension" | "silence" }) {
  const { person, kind } = props;
  const t = useText();
  const today = useToday();
  const kept = person[kind];
  if (kept === null) return null;
  const { since, until, reason } = kept;
  return (
    <div className="mt-5 rounded-xl bg-danger-tint px-4 py-3 text-[0.9375rem] text-danger-text">
      <p className="font-semibold">
        {t(`panel.person.${kind}.since`, { when: formatBrief(since, today, t) })}
      </p>
      <p>
        {until === null
          ? t("panel.person.kept.open")
          : t("panel.person.kept.until", { when: formatUntil(until, today, t) })}
      </p>
      {reason !== null && <p>{t.rich("panel.person.kept.reason", { reason })}</p>}
    </div>
  );
}

function Details({ person }: { person: AccountDetails }) {
  const t = useText();
  const today = useToday();
  const time = (at: string | null): ReactNode =>
    at === null ? (
      t("panel.people.never")
    ) : (
      <time dateTime={at} title={formatFull(at, t)}>
        {formatBrief(at, today, t)}
      </time>
    );
  const { sessionCount: count, formerUsernames, email } = person;
  const rows: [label: string, value: ReactNode][] = [
    ...(email === undefined
      ? []
      : [[t("panel.person.email"), <Email key="email" email={email} person={person} />] as const]),
    [t("panel.people.used"), time(person.activeAt)],
    [
      t("panel.people.column.sessions"),
      count === 0 ? t("panel.person.sessions.none") : t("panel.person.sessions", { count }),
    ],
    [t("panel.person.second-factor"), describeSecondFactor(person, t)],
    [t("panel.person.rooms"), t.number(person.rooms)],
    [t("panel.people.column.created"), time(person.createdAt)],
    [t("panel.person.came"), describeWay(person, t)],
    ...(formerUsernames.length === 0
      ? []
      : [
          [t("panel.person.former"), formerUsernames.map((name) => `@${name}`).join(", ")] as const,
        ]),
  ].map(([label, value]) => [String(label), value]);
  return (
    <section aria-label={t("panel.person.details")} className="mt-6">
      <h2 className="text-lg font-bold tracking-tight">{t("panel.person.details")}</h2>
      <dl className="mt-2 grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
        {rows.map(([label, value]) => (
          <div key={label} className="border-t border-line py-3">
            <dt className="text-[0.8125rem] text-ink-faint">{label}</dt>
            <dd className="text-[0.9375rem] font-semibold [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Email({ email, person }: { email: string; person: AccountDetails }) {
  const t = useText();
  return (
    <>
      <Words>{email}</Words>
      {!person.isConfirmed && (
        <span className="font-normal text-ink-soft"> · {t("panel.person.email.unconfirmed")}</span>
      )}
    </>
  );
}

function describeSecondFactor({ hasApp, passkeys: count }: AccountDetails, t: Text): string {
  const parts = [
    ...(hasApp ? [t("panel.person.second-factor.app")] : []),
    ...(count > 0 ? [t("panel.person.second-factor.passkeys", { count })] : []),
  ];
  return parts.length === 0 ? t("panel.person.second-factor.off") : parts.join(" · ");
}

function describeWay({ registeredBy, approval }: AccountDetails, t: Text): string {
  if (approval === "awaited") return t("panel.person.awaited");
  if (approval === "refused") return t("panel.person.refused");
  const way = registeredBy ?? "made";
  return t(`panel.person.came.${way}`);
}

function PersonSkeleton() {
  const t = useText();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-4 flex flex-col gap-4">
      <Skeleton className="h-14 w-48" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
