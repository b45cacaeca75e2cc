import { type ReactNode, useState } from "react";
import { useText } from "../language/language.ts";

/** Words that are hidden until they are clicked, or Enter or Space is pressed on them. */
export function Spoiler({ children }: { children: ReactNode }) {
  const t = useText();
  const [isShown, setShown] = useState(false);
  if (isShown) return <span className="spoiler shown">{children}</span>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button does not break over lines as its words do.
    <span
      role="button"
      tabIndex={0}
      className="spoiler"
      aria-label={t("markdown.spoiler.show")}
      title={t("markdown.spoiler.show")}
      onClick={() => setShown(true)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        // What has the focus goes away; the message takes it, and its keys.
        event.currentTarget.closest<HTMLElement>("article")?.focus();
        setShown(true);
      }}
    >
      <span inert>{children}</span>
    </span>
  );
}
