import type { ReactNode } from "react";
import { classNames } from "../controls/class-names.ts";
import { MoreRows } from "../controls/more-rows.tsx";
import { Notice } from "../controls/notice.tsx";
import type { Pages } from "../controls/use-pages.ts";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

interface PeopleListProps {
  label: string;
  pages: Omit<Pages<unknown>, "rows">;
  /** Said where there is nobody; null where somebody is listed. */
  nobody: ReactNode;
  className?: string;
  /** An item for each person. */
  children: ReactNode;
}

/** People in a dialog, page by page as they are scrolled to. */
export function PeopleList({ label, pages, nobody, className, children }: PeopleListProps) {
  const t = useText();
  return (
    <ul
      aria-label={label}
      aria-busy={pages.status === "loading"}
      className={classNames("min-h-0 flex-1 overflow-y-auto px-3", className)}
    >
      {children}
      {pages.status === "ready" && nobody !== null && (
        <li className="px-3 py-8 text-center text-sm text-ink-soft">{nobody}</li>
      )}
      {pages.status === "error" && (
        <li className="px-2">
          <Notice>
            {describeTrouble(pages.error, t)}{" "}
            <button type="button" className="font-semibold underline" onClick={pages.retry}>
              {t("controls.try-again")}
            </button>
          </Notice>
        </li>
      )}
      {pages.hasMore && (
        <li>
          <MoreRows loading={pages.status === "loading"} onReach={pages.loadMore} />
        </li>
      )}
    </ul>
  );
}
