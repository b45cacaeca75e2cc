import { CheckCheck, FolderPlus } from "lucide-react";
import type { ReactElement } from "react";
import { arrange } from "../arrangement/arrange.ts";
import { Menu, MenuCheck, MenuItem, MenuSeparator } from "../controls/menu.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { markAllRead } from "../views/mark-all-read.ts";

/** What stands first in the list, and what can be done with all of it. */
export default function ListMenu({ trigger }: { trigger: ReactElement }) {
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const { sort, unreadFirst } = useObservable(roost.list.options);
  return (
    <Menu trigger={trigger}>
      <MenuCheck
        checked={unreadFirst}
        onChange={(checked) => void arrange(roost, { unreadFirst: checked })}
      >
        {t("arrangement.unread-first")}
      </MenuCheck>
      <MenuCheck
        checked={sort === "name"}
        onChange={(checked) => void arrange(roost, { sort: checked ? "name" : "newest" })}
      >
        {t("arrangement.by-name")}
      </MenuCheck>
      <MenuSeparator />
      <MenuItem icon={FolderPlus} onSelect={() => openDialog({ name: "section", sectionId: null })}>
        {t("arrangement.new-section")}
      </MenuItem>
      <MenuItem icon={CheckCheck} onSelect={() => markAllRead(roost)}>
        {t("arrangement.all-read")}
      </MenuItem>
    </Menu>
  );
}
