import { Bookmark } from "lucide-react";
import { useText } from "../language/language.ts";

/** In the margin of a message that I keep. */
export function SavedMark() {
  const t = useText();
  return (
    <Bookmark
      size={10}
      role="img"
      aria-label={t("saved.mark")}
      className="absolute end-px top-2 fill-accent text-accent"
    />
  );
}
