import { ArrowDown, ArrowUp, FolderMinus, FolderPlus, Pencil } from "lucide-react";
import type { ReactElement } from "react";
import { removeSection, sortSection, stepSection } from "../arrangement/arrange.ts";
import { type ListSection, sortOf } from "../arrangement/sections.ts";
import { useSections } from "../arrangement/use-sections.ts";
import {
  Menu,
  MenuAt,
  MenuChoices,
  MenuItem,
  MenuSeparator,
  type Point,
} from "../controls/menu.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

export interface SectionMenuProps {
  section: ListSection;
  /** The button that opens it, or where the pointer asked for it. */
  from: ReactElement | Point;
  onClose?: () => void;
}

/** What can be done with a section of the list. */
export default function SectionMenu({ section, from, onClose = () => {} }: SectionMenuProps) {
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const { id, name } = section;
  const [options, sorted] = [useObservable(roost.list.options), useObservable(roost.list.sorted)];
  const { sort } = sortOf(id, { options, sorted });
  // An empty section of favourites is not on the screen.
  const shown = useSections()
    .filter((one) => one.id !== "favourites" || one.rooms.length > 0)
    .map((one) => one.id);
  const move = (step: 1 | -1) => stepSection(roost, id, step, (one) => shown.includes(one));
  const items = (
    <>
      {name !== null && (
        <MenuItem icon={Pencil} onSelect={() => openDialog({ name: "section", sectionId: id })}>
          {t("arrangement.rename-section")}
        </MenuItem>
      )}
      {shown[0] !== id && (
        <MenuItem icon={ArrowUp} onSelect={() => move(-1)}>
          {t("arrangement.up")}
        </MenuItem>
      )}
      {shown.at(-1) !== id && (
        <MenuItem icon={ArrowDown} onSelect={() => move(1)}>
          {t("arrangement.down")}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuChoices
        label={t("arrangement.sort-by")}
        value={sort}
        choices={[
          { value: "newest", label: t("arrangement.sort.newest") },
          { value: "name", label: t("arrangement.sort.name") },
          { value: "hand", label: t("arrangement.sort.hand") },
        ]}
        onChoose={(chosen) => void sortSection(roost, section, chosen)}
      />
      <MenuSeparator />
      <MenuItem icon={FolderPlus} onSelect={() => openDialog({ name: "section", sectionId: null })}>
        {t("arrangement.new-section")}
      </MenuItem>
      {name !== null && (
        <MenuItem icon={FolderMinus} danger onSelect={() => removeSection(roost, id)}>
          {t("arrangement.remove-section")}
        </MenuItem>
      )}
    </>
  );
  if (!("x" in from)) return <Menu trigger={from}>{items}</Menu>;
  return (
    <MenuAt point={from} onClose={onClose}>
      {items}
    </MenuAt>
  );
}
