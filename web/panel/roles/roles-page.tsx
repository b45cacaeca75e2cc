import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { Ellipsis, Eye, Pencil, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { Menu, MenuItem } from "../../chat/controls/menu.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
import { MenuButton } from "../../chat/loading/menu-button.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { Page } from "../list/page.tsx";
import { Table } from "../list/table.tsx";
import { useFilters } from "../list/use-filters.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { isDeletable, isGivable } from "./givable.ts";
import { RoleEditor } from "./role-editor.tsx";
import { useColumns } from "./use-columns.tsx";

/** The roles of this server's own. There are few: they are one page. */
export default function RolesPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { administration } = useAdministrator();
  const fetchAll = useMemo(
    () => async () => ({ rows: await administration.customRoles(), nextCursor: null }),
    [administration],
  );
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchAll, `${news}`);
  return (
    <Page
      title={t("panel.roles.title")}
      about={t("panel.roles.about")}
      actions={
        <PageAction
          icon={Plus}
          label={t("panel.roles.new")}
          onClick={() =>
            openDialog((close) => (
              <RoleEditor edited={null} onChanged={onChanged} onClose={close} />
            ))
          }
        />
      }
    >
      <Table
        label={t("panel.roles.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(role) => <RoleMenu role={role} onChanged={onChanged} />}
        failed={t("panel.roles.failed")}
        empty={<EmptyPerch title={t("panel.roles.none")}>{t("panel.roles.none.text")}</EmptyPerch>}
      />
    </Page>
  );
}

function RoleMenu({ role, onChanged }: { role: CustomRole; onChanged: () => void }) {
  const t = useText();
  const openDialog = useDialog();
  const { me } = useAdministrator();
  const isMine = isGivable(me, role);
  return (
    <MenuButton
      trigger={<IconButton icon={Ellipsis} label={t("panel.roles.actions", { name: role.name })} />}
      menu={(button) => (
        <Menu trigger={button}>
          <MenuItem
            icon={isMine ? Pencil : Eye}
            onSelect={() =>
              openDialog((close) => (
                <RoleEditor edited={role} onChanged={onChanged} onClose={close} />
              ))
            }
          >
            {t(isMine ? "panel.roles.edit" : "panel.roles.show")}
          </MenuItem>
          {isDeletable(me, role) && (
            <MenuItem
              danger
              icon={Trash2}
              onSelect={() =>
                openDialog((close) => (
                  <DeleteRole role={role} onDeleted={onChanged} onClose={close} />
                ))
              }
            >
              {t("panel.roles.delete")}
            </MenuItem>
          )}
        </Menu>
      )}
    />
  );
}

interface DeleteRoleProps {
  role: CustomRole;
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks before people get the base back, and says how many they are. */
function DeleteRole({ role, onDeleted, onClose }: DeleteRoleProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const { id, name, base, holders: count } = role;
  async function remove() {
    await inWords(t, () => administration.deleteCustomRole(id));
    showToast(t("panel.roles.delete.done"));
    onDeleted();
  }
  return (
    <Confirm
      danger
      title={t("panel.roles.delete.title", { name })}
      action={t("panel.roles.delete")}
      onConfirm={remove}
      onClose={onClose}
    >
      {count === 0
        ? t("panel.roles.delete.unused")
        : t("panel.roles.delete.text", { count, base: t(`panel.role.${base}`) })}
    </Confirm>
  );
}
