import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { useText } from "../../chat/language/language.ts";
import type { Filters } from "./use-filters.ts";

/** Says that a list has nothing, or nothing that fits what was asked for. @param title Where there is nothing at all. */
export function Nothing({ filters, title }: { filters: Filters; title: string }) {
  const t = useText();
  if (!filters.isFiltered) return <EmptyPerch title={title} />;
  return (
    <EmptyPerch
      title={t("panel.list.none-fits")}
      actions={<Button onClick={filters.clear}>{t("panel.list.show-all")}</Button>}
    >
      {t("panel.list.none-fits.text")}
    </EmptyPerch>
  );
}
