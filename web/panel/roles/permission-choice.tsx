import type { Permission } from "@roost/protocol/permissions.ts";
import { mayGive } from "@roost/protocol/ranks.ts";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";
import { groups } from "./groups.ts";

interface PermissionChoiceProps {
  chosen: readonly Permission[];
  /** Null to show them alone. */
  onChoose: ((permissions: Permission[]) => void) | null;
}

const groupNames = Object.keys(groups) as (keyof typeof groups)[];

/** What a role may permit, in words, to be chosen from as far as it is mine to give. */
export function PermissionChoice({ chosen, onChoose }: PermissionChoiceProps) {
  const t = useText();
  const { me } = useAdministrator();
  const set = (one: Permission, isOn: boolean) =>
    onChoose?.(isOn ? [...chosen, one] : chosen.filter((other) => other !== one));
  return groupNames.map((group) => (
    <fieldset key={group} className="flex flex-col gap-0.5">
      <legend className="mb-1 text-sm font-semibold">{t(`panel.roles.group.${group}`)}</legend>
      {groups[group].map((one) => {
        const isMine = mayGive(me.permissions, one);
        return (
          <label
            key={one}
            className="tap flex items-start gap-3 rounded-lg px-2.5 py-2 has-enabled:cursor-pointer has-enabled:hover:bg-hover"
          >
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              disabled={onChoose === null || !isMine}
              onChange={(event) => set(one, event.target.checked)}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-[0.9375rem] font-semibold">
                {t(`panel.roles.permission.${one}`)}
              </span>
              <span className="block text-sm text-ink-soft">
                {t(`panel.roles.permission.${one}.text`)}
              </span>
              {onChoose !== null && !isMine && (
                <span className="block text-xs text-ink-faint">
                  {t("panel.roles.editor.locked")}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  ));
}
