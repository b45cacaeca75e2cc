import { Bots } from "@roost/sdk/account.ts";
import { ArrowLeft, ChevronDown } from "lucide-react";
import { type ReactNode, useCallback, useMemo } from "react";
import { Link, useLocation } from "wouter";
import { ApiTokenList, type TokenDialog } from "../../chat/api-tokens/api-token-list.tsx";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import { part } from "../../chat/loading/part.tsx";
import { Egg } from "../../chat/person/egg.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { AboutPerson } from "../audit/about-person.tsx";
import BotActions from "../bots/bot-actions.tsx";
import { type OwnedBot, Owner, tokensOf, Used } from "../bots/use-columns.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { Moment } from "../list/moment.tsx";
import { Page } from "../list/page.tsx";
import { useFetched } from "../list/use-fetched.ts";
import { SanctionMarks } from "../person/sanction-marks.tsx";
import { useAdministrator, useMay } from "../session/administrator.ts";

const CreateToken = part(() => import("../../chat/api-tokens/create-api-token-dialog.tsx"));
const RevokeToken = part(() => import("../../chat/api-tokens/revoke-api-token-dialog.tsx"));

/** A bot, its API tokens, and what can be done with it. */
export default function BotPage({ botId }: { botId: string }) {
  const t = useText();
  const may = useMay();
  const [, go] = useLocation();
  const { accounts } = useAdministrator();
  const ask = useCallback(() => findBot(new Bots(accounts), botId), [accounts, botId]);
  const { value: bot, error, isLoading, again } = useFetched(ask);
  const back = (
    <Link
      href="/bots"
      className="tap mb-2 inline-flex items-center gap-1.5 self-start rounded-lg text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      {t("panel.bot.back")}
    </Link>
  );
  if (bot === null) {
    return (
      <Page title={t("panel.bots.column.bot")} above={back}>
        {error === null && isLoading ? (
          <Waiting />
        ) : (
          <div className="flex flex-1" role="alert">
            <EmptyPerch
              birds={0}
              title={t(error === null ? "panel.bot.gone" : "panel.bot.failed")}
              actions={<Button onClick={again}>{t("controls.try-again")}</Button>}
            >
              {error === null ? t("panel.bot.gone.text") : describeTrouble(error, t)}
            </EmptyPerch>
          </div>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={bot.displayName}
      about={`@${bot.username}`}
      above={back}
      before={<Egg id={bot.id} name={bot.displayName} picture={bot.picture} size="large" />}
      actions={
        <BotActions
          bot={bot}
          onChanged={again}
          onDeleted={() => go("/bots", { replace: true })}
          trigger={
            <Button size="small">
              {t("panel.list.actions")}
              <ChevronDown size={15} aria-hidden />
            </Button>
          }
        />
      }
    >
      <Details bot={bot} />
      {may("botTokens", bot) && <Tokens bot={bot} onChanged={again} />}
      {may("audit") && <AboutPerson userId={bot.id} news={bot} />}
    </Page>
  );
}

/** One of few: the list has all that there is to know. Null where it is gone. */
async function findBot(all: Bots, botId: string): Promise<OwnedBot | null> {
  const { bots, users } = await all.list();
  const found = bots.find(({ id }) => id === botId);
  if (!found) return null;
  return { ...found, owner: users.find(({ id }) => id === found.ownerId) ?? null };
}

function Details({ bot }: { bot: OwnedBot }) {
  const t = useText();
  const rows: [label: string, value: ReactNode][] = [
    [
      t("panel.people.status"),
      bot.suspension === null ? (
        t("panel.bot.works")
      ) : (
        <SanctionMarks key="state" suspension={bot.suspension} silence={null} />
      ),
    ],
    [t("panel.people.role"), t(`panel.role.${bot.role}`)],
    [t("panel.bots.column.owner"), <Owner key="owner" bot={bot} />],
    [t("panel.bots.column.tokens"), tokensOf(bot, t)],
    [t("panel.people.used"), <Used key="used" at={bot.usedAt} />],
    [t("panel.people.column.created"), <Moment key="created" at={bot.createdAt} />],
  ];
  return (
    <section aria-label={t("panel.person.details")} className="mt-6">
      <h2 className="text-lg font-bold tracking-tight">{t("panel.person.details")}</h2>
      {bot.about !== null && (
        <p className="mt-2 text-[0.9375rem] whitespace-pre-line [overflow-wrap:anywhere]">
          <Words>{bot.about}</Words>
        </p>
      )}
      <dl className="mt-3 grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
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

function Tokens({ bot, onChanged }: { bot: OwnedBot; onChanged: () => void }) {
  const t = useText();
  const may = useMay();
  const openDialog = useDialog();
  const { me, accounts } = useAdministrator();
  const source = useMemo(() => new Bots(accounts).tokensOf(bot.id), [accounts, bot.id]);
  function open(dialog: TokenDialog) {
    openDialog((close) =>
      dialog.name === "create-api-token" ? (
        <CreateToken dialog={dialog} onClose={close} />
      ) : (
        <RevokeToken dialog={dialog} onClose={close} />
      ),
    );
  }
  return (
    <section aria-label={t("panel.bots.column.tokens")} className="mt-6">
      <h2 className="text-lg font-bold tracking-tight">{t("panel.bots.column.tokens")}</h2>
      <p className="mt-1 text-[0.9375rem] text-ink-soft">{t("panel.bot.tokens.about")}</p>
      <ApiTokenList
        {...{ source, me, accounts, onChanged }}
        openDialog={open}
        mayCreate={may("createBotToken", bot)}
      />
    </section>
  );
}

function Waiting() {
  const t = useText();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-4 flex flex-col gap-4">
      <Skeleton className="h-14 w-48" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
