import type { Invite } from "@roost/protocol/registration.ts";
import { type Admission, exportPath } from "@roost/sdk/account.ts";
import { Plus, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
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
import { CreateInviteDialog } from "./create-dialog.tsx";
import { queryOf, type StateName, stateNames } from "./query.ts";
import { makerOf, type NamedInvite, useColumns } from "./use-columns.tsx";

/** The links with which people sign up. */
export default function InvitesPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { admission } = useAdministrator();
  const fetchPage = useMemo(() => pageOfInvites(admission), [admission]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <Page
      title={t("panel.invites.title")}
      about={t("panel.invites.about")}
      actions={
        <>
          <ExportLink href={exportPath.invites(queryOf(filters.key))} />
          <PageAction
            icon={Plus}
            label={t("panel.invites.new")}
            onClick={() =>
              openDialog((close) => <CreateInviteDialog onCreated={onChanged} onClose={close} />)
            }
          />
        </>
      }
    >
      <InviteFilters filters={filters} />
      <Table
        label={t("panel.invites.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(invite) => <Revoke invite={invite} onRevoked={onChanged} />}
        failed={t("panel.invites.failed")}
        empty={<Nothing filters={filters} title={t("panel.invites.none")} />}
      />
    </Page>
  );
}

function InviteFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <ChoiceFilter
        label={t("panel.people.status")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.invites.state.any") },
          ...(Object.keys(stateNames) as StateName[]).map((name) => ({
            value: name,
            label: t(`panel.invites.state.${name}`),
          })),
        ]}
      />
      <PersonFilter
        name="by"
        label={t("panel.invites.by")}
        any={t("panel.invites.by.any")}
        filters={filters}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="col-span-2 md:hidden"
        choices={[
          { value: "", label: t("panel.invites.sort.newest") },
          { value: "oldest", label: t("panel.invites.sort.oldest") },
        ]}
      />
    </div>
  );
}

/** Takes a link back that works, or will when its maker may invite again. */
function Revoke({ invite, onRevoked }: { invite: NamedInvite; onRevoked: () => void }) {
  const t = useText();
  const openDialog = useDialog();
  const { admission } = useAdministrator();
  if (invite.state !== "open" && invite.state !== "void") return null;
  async function revoke() {
    await inWords(t, () => admission.revokeInvite(invite.id));
    showToast(t("panel.invites.revoke.done"));
    onRevoked();
  }
  return (
    <IconButton
      icon={Undo2}
      label={t("panel.invites.revoke.name", { name: makerOf(invite, t) })}
      onClick={() =>
        openDialog((close) => (
          <Confirm
            danger
            title={t("panel.invites.revoke.title")}
            action={t("panel.invites.revoke")}
            onConfirm={revoke}
            onClose={close}
          >
            {t("panel.invites.revoke.text")}
          </Confirm>
        ))
      }
    />
  );
}

const pageOfInvites = (admission: Admission) => async (key: string, cursor: string | null) => {
  const { invites, users, nextCursor } = await admission.invites({
    ...queryOf(key),
    ...(cursor !== null && { cursor }),
  });
  const byId = new Map(users.map((user) => [user.id, user]));
  const rows = invites.map(
    (invite: Invite): NamedInvite => ({
      ...invite,
      maker: invite.createdBy === null ? null : (byId.get(invite.createdBy) ?? null),
    }),
  );
  return { rows, nextCursor };
};
