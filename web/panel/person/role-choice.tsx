import {
  compareServerRoles,
  type ServerRole,
  serverRoleNames,
} from "@roost/protocol/permissions.ts";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";

/** A role that can be given. The server is handed on instead. */
export type GivenRole = Exclude<ServerRole, "owner">;

interface RoleChoiceProps {
  chosen: ServerRole;
  onChoose: (role: GivenRole) => void;
}

/** The roles that I may give, with what each is for. */
export function RoleChoice({ chosen, onChoose }: RoleChoiceProps) {
  const t = useText();
  const { me } = useAdministrator();
  const roles = serverRoleNames.filter(
    (one): one is GivenRole => one !== "owner" && compareServerRoles(me.role, one) <= 0,
  );
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 text-sm font-semibold">{t("panel.people.role")}</legend>
      {roles.map((one) => (
        <label
          key={one}
          className="tap flex cursor-pointer items-start gap-3 rounded-lg px-2.5 py-2 hover:bg-hover has-checked:bg-selected"
        >
          <input
            type="radio"
            name="role"
            value={one}
            checked={one === chosen}
            onChange={() => onChoose(one)}
            className="mt-1 size-4 shrink-0 accent-accent"
          />
          <span>
            <span className="block text-[0.9375rem] font-semibold">{t(`panel.role.${one}`)}</span>
            <span className="block text-sm text-ink-soft">{t(`panel.person.role.${one}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
