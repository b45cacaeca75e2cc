import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";
import type { Column } from "../list/table.tsx";

/** What the list says of each role. */
export function useColumns(): Column<CustomRole>[] {
  const t = useText();
  const permissionsOf = ({ permissions: { length: count } }: CustomRole) =>
    t("panel.roles.permissions", { count });
  return [
    {
      title: t("panel.roles.column.name"),
      isHead: true,
      cell: (role) => (
        <div className="min-w-0">
          <Words className="block truncate font-semibold">{role.name}</Words>
          <p className="text-sm text-ink-soft md:hidden">
            {t(`panel.role.${role.base}`)} · {permissionsOf(role)}
          </p>
        </div>
      ),
    },
    {
      title: t("panel.roles.column.base"),
      from: "md",
      cell: ({ base }) => t(`panel.role.${base}`),
    },
    {
      title: t("panel.roles.column.permissions"),
      from: "md",
      cell: permissionsOf,
    },
    {
      title: t("panel.roles.column.holders"),
      cell: (role) => <Holders role={role} />,
    },
  ];
}

/** How many have it, who are shown behind the link. */
function Holders({ role: { id, name, holders: count } }: { role: CustomRole }) {
  const t = useText();
  if (count === 0) {
    return <span className="text-ink-faint">{t("panel.roles.holders.none")}</span>;
  }
  return (
    <Link
      href={`/people?role=${id}`}
      aria-label={t("panel.roles.holders.show", { name, count })}
      className="tap whitespace-nowrap text-accent-text hover:underline"
    >
      {t("panel.roles.holders", { count })}
    </Link>
  );
}
