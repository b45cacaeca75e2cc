import { Bots, exportPath } from "@roost/sdk/account.ts";
import { Ellipsis, Plus } from "lucide-react";
import { cloneElement, Suspense, useMemo, useState } from "react";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
import { part } from "../../chat/loading/part.tsx";
import { Region } from "../../chat/loading/region.tsx";
import { PersonFilter } from "../audit/person-filter.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { useAdministrator, useMay } from "../session/administrator.ts";
import { queryOf } from "./query.ts";
import { type OwnedBot, useColumns } from "./use-columns.tsx";

const BotActions = part(() => import("./bot-actions.tsx"));
const CreateBot = part(() => import("../../chat/bots/create-bot-dialog.tsx"));

/** Rows of a page. */
const limit = 50;

/** All bots of the server. */
export default function BotsPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { accounts } = useAdministrator();
  const fetchPage = useMemo(() => pageOfBots(new Bots(accounts)), [accounts]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  const create = { name: "create-bot", accounts, onChanged } as const;
  return (
    <Page
      title={t("panel.bots.title")}
      about={t("panel.bots.about")}
      actions={
        <>
          <ExportLink href={exportPath.bots(queryOf(filters.key, new Date()))} />
          <PageAction
            icon={Plus}
            label={t("bots.create")}
            onClick={() => openDialog((close) => <CreateBot dialog={create} onClose={close} />)}
          />
        </>
      }
    >
      <BotFilters filters={filters} />
      <Table
        label={t("panel.bots.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(bot) => <Actions bot={bot} onChanged={onChanged} />}
        failed={t("panel.bots.failed")}
        empty={<Nothing filters={filters} title={t("panel.bots.none")} />}
      />
    </Page>
  );
}

function Actions({ bot, onChanged }: { bot: OwnedBot; onChanged: () => void }) {
  const t = useText();
  const trigger = (
    <IconButton icon={Ellipsis} label={t("bots.actions", { name: bot.displayName })} />
  );
  return (
    <Region>
      {/* A press before its menu is loaded would open nothing. */}
      <Suspense fallback={cloneElement(trigger, { disabled: true })}>
        <BotActions bot={bot} onChanged={onChanged} trigger={trigger} />
      </Suspense>
    </Region>
  );
}

const idleDays = [30, 90, 365];

function BotFilters({ filters }: { filters: Filters }) {
  const t = useText();
  const may = useMay();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.bots.search")}
        filters={filters}
        className="col-span-2 sm:w-60"
      />
      <ChoiceFilter
        label={t("panel.people.status")}
        name="status"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.status.any") },
          { value: "open", label: t("panel.people.status.open") },
          { value: "suspended", label: t("panel.people.status.suspended") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.bots.column.tokens")}
        name="tokens"
        filters={filters}
        choices={[
          { value: "", label: t("panel.bots.tokens.any") },
          { value: "some", label: t("panel.bots.tokens.some") },
          { value: "none", label: t("panel.bots.tokens.none") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.people.used")}
        name="used"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.used.any") },
          ...idleDays.map((count) => ({
            value: `idle-${count}`,
            label: t("panel.people.used.idle", { count }),
          })),
        ]}
      />
      {may("people") && (
        <PersonFilter
          name="by"
          label={t("panel.invites.by")}
          any={t("panel.invites.by.any")}
          filters={filters}
        />
      )}
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="lg:hidden"
        choices={[
          { value: "", label: t("panel.people.sort.name") },
          { value: "newest", label: t("panel.bots.sort.newest") },
          { value: "oldest", label: t("panel.bots.sort.oldest") },
          { value: "recent", label: t("panel.people.sort.recent") },
          { value: "idle", label: t("panel.people.sort.idle") },
        ]}
      />
    </div>
  );
}

const pageOfBots = (all: Bots) => async (key: string, cursor: string | null) => {
  const { bots, users, nextCursor } = await all.list({
    ...{ ...queryOf(key, new Date()), limit },
    ...(cursor !== null && { cursor }),
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  const rows = bots.map(
    (bot): OwnedBot => ({ ...bot, owner: byId.get(bot.ownerId ?? "") ?? null }),
  );
  return { rows, nextCursor };
};
