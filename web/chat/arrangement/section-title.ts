import type { Text } from "../language/text.tsx";
import type { ListSection } from "./sections.ts";

/** What a section is called. */
export function sectionTitle({ id, name }: Pick<ListSection, "id" | "name">, t: Text): string {
  if (name !== null) return name;
  if (id === "favourites") return t("room-list.favourites");
  return t(id === "directs" ? "room-list.directs" : "room-list.rooms");
}
