import type { AddressBan } from "@roost/protocol/address-bans.ts";
import { exportPath } from "@roost/sdk/account.ts";
import { Plus, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { BanDialog } from "./ban-dialog.tsx";
import { queryOf } from "./query.ts";
import { type NamedBan, useColumns } from "./use-columns.tsx";

/** The networks from which nobody uses the server. */
export default function BansPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { moderation } = useAdministrator();
  const fetchPage = useMemo(() => pageOfBans(moderation), [moderation]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <Page
      title={t("panel.bans.title")}
      about={t("panel.bans.about")}
      actions={
        <>
          <ExportLink href={exportPath.bans(queryOf(filters.key))} />
          <PageAction
            icon={Plus}
            label={t("panel.bans.new")}
            onClick={() => openDialog((close) => <BanDialog onMade={onChanged} onClose={close} />)}
          />
        </>
      }
    >
      <BanFilters filters={filters} />
      <Table
        label={t("panel.bans.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(ban) => <End ban={ban} onEnded={onChanged} />}
        failed={t("panel.bans.failed")}
        empty={<Nothing filters={filters} title={t("panel.bans.none")} />}
      />
    </Page>
  );
}

function BanFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.bans.search")}
        filters={filters}
        className="col-span-2 sm:w-72"
      />
      <ChoiceFilter
        label={t("panel.people.status")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.status.any") },
          { value: "holding", label: t("panel.bans.state.holding") },
          { value: "over", label: t("panel.bans.state.over") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="md:hidden"
        choices={[
          { value: "", label: t("panel.invites.sort.newest") },
          { value: "oldest", label: t("panel.invites.sort.oldest") },
          { value: "network", label: t("panel.bans.sort.network") },
        ]}
      />
    </div>
  );
}

/** Lets people in from there again. */
function End({ ban, onEnded }: { ban: NamedBan; onEnded: () => void }) {
  const t = useText();
  const openDialog = useDialog();
  const { moderation } = useAdministrator();
  const { network } = ban;
  async function end() {
    await inWords(t, () => moderation.endBan(ban.id));
    showToast(t("panel.bans.end.done"));
    onEnded();
  }
  return (
    <IconButton
      icon={Undo2}
      label={t("panel.bans.end.name", { network })}
      onClick={() =>
        openDialog((close) => (
          <Confirm
            title={t("panel.bans.end.title", { network })}
            action={t("panel.bans.end")}
            onConfirm={end}
            onClose={close}
          >
            {t("panel.bans.end.text")}
          </Confirm>
        ))
      }
    />
  );
}

const pageOfBans =
  (moderation: Administrator["moderation"]) =>
  async (
    key: string,
    cursor: string | null,
  ): Promise<{ rows: NamedBan[]; nextCursor: string | null }> => {
    const { bans, users, nextCursor } = await moderation.addressBans({
      ...queryOf(key),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows = bans.map(
      (ban: AddressBan): NamedBan => ({
        ...ban,
        maker: byId.get(ban.createdBy ?? ""),
        person: byId.get(ban.userId ?? ""),
      }),
    );
    return { rows, nextCursor };
  };
