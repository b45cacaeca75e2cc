import type { ReactNode } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Spinner } from "../controls/spinner.tsx";
import type { Pages } from "../controls/use-pages.ts";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";

export interface PagedListProps<Row> {
  pages: Pages<Row>;
  /** Those of `pages` that are shown. Default: all. */
  rows?: readonly Row[];
  /** An `li` with its key. */
  row: (row: Row) => ReactNode;
  /** The title of a failure. */
  failed: string;
  /** In place of rows, where there are none. */
  empty: ReactNode;
  /** In place of rows, until the first come. */
  waiting?: ReactNode;
}

/** What a page lists: page by page, with what stands there in place of rows. */
export function PagedList<Row>(props: PagedListProps<Row>) {
  const t = useText();
  const { pages, rows = pages.rows, row, failed, empty } = props;
  const { waiting = <Waiting /> } = props;
  if (pages.status === "error") {
    return (
      <EmptyPerch
        birds={0}
        title={failed}
        actions={<Button onClick={pages.retry}>{t("controls.try-again")}</Button>}
      >
        {describeTrouble(pages.error, t)}
      </EmptyPerch>
    );
  }
  const isLoading = pages.status === "loading";
  if (rows.length === 0) return isLoading ? waiting : empty;
  return (
    <ul className="mt-4 flex flex-col divide-y divide-line" aria-busy={isLoading}>
      {rows.map(row)}
      {pages.hasMore && (
        <li>
          <MoreRows loading={isLoading} onReach={pages.loadMore} />
        </li>
      )}
    </ul>
  );
}

function Waiting() {
  return (
    <div className="grid flex-1 place-items-center text-ink-faint">
      <Spinner size={24} />
    </div>
  );
}
