import type { CustomRole, RoleToGive } from "@roost/protocol/custom-roles.ts";
import type { ReactNode } from "react";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";
import { builtInGivable, isGivable } from "../roles/givable.ts";
import { useAdministrator } from "../session/administrator.ts";

interface RoleChoiceProps {
  chosen: RoleToGive;
  /** Those that are offered beside the built-in ones, as far as they are mine to give. */
  customRoles: readonly CustomRole[];
  onChoose: (role: RoleToGive) => void;
}

/** The roles that I may give, with what each is for. The server is handed on instead. */
export function RoleChoice({ chosen, customRoles, onChoose }: RoleChoiceProps) {
  const t = useText();
  const { me } = useAdministrator();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 text-sm font-semibold">{t("panel.people.role")}</legend>
      {builtInGivable(me).map((one) => (
        <Choice
          key={one}
          name={t(`panel.role.${one}`)}
          about={t(`panel.person.role.${one}`)}
          isChosen={one === chosen}
          onChoose={() => onChoose(one)}
        />
      ))}
      {customRoles
        .filter((role) => isGivable(me, role))
        .map(({ id, name, base, permissions: { length: count } }) => (
          <Choice
            key={id}
            name={<Words>{name}</Words>}
            about={t("panel.person.role.custom", { count, base: t(`panel.role.${base}`) })}
            isChosen={id === chosen}
            onChoose={() => onChoose(id)}
          />
        ))}
    </fieldset>
  );
}

interface ChoiceProps {
  name: ReactNode;
  about: string;
  isChosen: boolean;
  onChoose: () => void;
}

function Choice({ name, about, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className="tap flex cursor-pointer items-start gap-3 rounded-lg px-2.5 py-2 hover:bg-hover has-checked:bg-selected">
      <input
        type="radio"
        name="role"
        checked={isChosen}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block text-[0.9375rem] font-semibold">{name}</span>
        <span className="block text-sm text-ink-soft">{about}</span>
      </span>
    </label>
  );
}
