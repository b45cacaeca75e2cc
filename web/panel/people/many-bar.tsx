import type { Account } from "@roost/protocol/people.ts";
import {
  LogOut,
  MessageSquareWarning,
  Mic,
  MicOff,
  UserCheck,
  UserCog,
  UserX,
  X,
} from "lucide-react";
import { Button } from "../../chat/controls/button.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { Menu, MenuItem } from "../../chat/controls/menu.tsx";
import { useText } from "../../chat/language/language.ts";
import { MenuButton } from "../../chat/loading/menu-button.tsx";
import { part } from "../../chat/loading/part.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useMay } from "../session/administrator.ts";

const ConfirmChange = part(async () => ({
  default: (await import("../person/confirm-dialogs.tsx")).ConfirmChange,
}));
const RoleDialog = part(async () => ({
  default: (await import("../person/role-dialog.tsx")).RoleDialog,
}));
const TimedDialog = part(async () => ({
  default: (await import("../person/timed-dialog.tsx")).TimedDialog,
}));
const WarnDialog = part(() => import("../person/warn-dialog.tsx"));

interface ManyBarProps {
  people: readonly Account[];
  onChanged: () => void;
  onClear: () => void;
}

/** What can be done with all who are selected, at the foot of the page. */
export function ManyBar({ people, onChanged, onClear }: ManyBarProps) {
  const t = useText();
  const may = useMay();
  const openDialog = useDialog();
  const targets = { people, onChanged };
  return (
    <section
      aria-label={t("panel.people.many")}
      className="sticky bottom-3 z-10 mx-auto mt-4 flex max-w-full items-center gap-2 rounded-xl bg-raised py-2 ps-4 pe-2 shadow-pop"
    >
      <p role="status" className="text-[0.9375rem] font-semibold">
        {t("panel.list.selected", { count: people.length })}
      </p>
      <MenuButton
        trigger={
          <Button size="small" look="primary">
            {t("panel.list.actions")}
          </Button>
        }
        menu={(button) => (
          <Menu trigger={button} side="top">
            {may("setServerRole") && (
              <MenuItem
                icon={UserCog}
                onSelect={() =>
                  openDialog((close) => <RoleDialog {...targets} roleNow={null} onClose={close} />)
                }
              >
                {t("panel.person.change-role")}
              </MenuItem>
            )}
            <MenuItem
              icon={LogOut}
              onSelect={() =>
                openDialog((close) => (
                  <ConfirmChange {...targets} wish="end-sessions" onClose={close} />
                ))
              }
            >
              {t("panel.person.end-sessions")}
            </MenuItem>
            <MenuItem
              icon={MessageSquareWarning}
              onSelect={() => openDialog((close) => <WarnDialog {...targets} onClose={close} />)}
            >
              {t("panel.person.warn")}
            </MenuItem>
            <MenuItem
              icon={Mic}
              onSelect={() =>
                openDialog((close) => (
                  <ConfirmChange {...targets} wish="unsilence" onClose={close} />
                ))
              }
            >
              {t("panel.person.unsilence")}
            </MenuItem>
            <MenuItem
              icon={MicOff}
              onSelect={() =>
                openDialog((close) => <TimedDialog {...targets} wish="silence" onClose={close} />)
              }
            >
              {t("panel.person.silence")}
            </MenuItem>
            <MenuItem
              icon={UserCheck}
              onSelect={() =>
                openDialog((close) => (
                  <ConfirmChange {...targets} wish="unsuspend" onClose={close} />
                ))
              }
            >
              {t("panel.person.unsuspend")}
            </MenuItem>
            <MenuItem
              danger
              icon={UserX}
              onSelect={() =>
                openDialog((close) => <TimedDialog {...targets} wish="suspend" onClose={close} />)
              }
            >
              {t("panel.person.suspend")}
            </MenuItem>
          </Menu>
        )}
      />
      <IconButton icon={X} size="small" label={t("panel.list.unselect")} onClick={onClear} />
    </section>
  );
}
