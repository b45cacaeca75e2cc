import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { classNames } from "../../chat/controls/class-names.ts";
import { MoreRows } from "../../chat/controls/more-rows.tsx";
import { Repeated } from "../../chat/controls/repeated.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import type { Pages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import type { Filters } from "./use-filters.ts";
import type { Selection } from "./use-selection.ts";

/** The two orders of a column, as the address says them. */
export interface ColumnSort {
  up: string;
  down: string;
  /** Which of them is meant first, and by the address where it says none. */
  first: "up" | "down";
  isDefault?: boolean;
}

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  sort?: ColumnSort;
  /** What the row is about: its head. */
  isHead?: boolean;
  /** On screens that have space for it: from this width on. */
  from?: "md" | "lg" | "xl";
  isNumber?: boolean;
}

export interface TableProps<Row> {
  label: string;
  pages: Pages<Row>;
  columns: readonly Column<Row>[];
  filters: Filters;
  keyOf: (row: Row) => string;
  selection?: Selection & { labelOf: (row: Row) => string };
  /** What can be done with a row. */
  actions?: (row: Row) => ReactNode;
  /** The title of a failure. */
  failed: string;
  /** In place of rows, where there are none. */
  empty: ReactNode;
}

const froms = { md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };
const cellClass = "border-t border-line px-2 py-2.5 align-middle first:ps-0 last:pe-0";

/** On a phone, the square to press is wider than what is seen of it. */
const checkClass = "w-9 md:first:ps-2 max-md:pe-0";

/** A list as a table, page by page, in the order that its columns are asked for. */
export function Table<Row>(props: TableProps<Row>) {
  const t = useText();
  const { label, pages, columns, selection, actions, keyOf } = props;
  const isLoading = pages.status === "loading";
  if (pages.status === "error" && pages.rows.length === 0) return <Failed {...props} />;
  if (pages.rows.length === 0 && !isLoading)
    return <div className="flex flex-1">{props.empty}</div>;
  return (
    <>
      <table
        aria-label={label}
        aria-busy={isLoading}
        className={classNames(
          "mt-4 w-full border-collapse text-[0.9375rem] transition-opacity",
          isLoading && pages.rows.length > 0 && "opacity-60",
        )}
      >
        <Heads {...props} />
        <tbody>
          {pages.rows.map((row) => (
            <tr
              key={keyOf(row)}
              className={selection?.has(keyOf(row)) ? "bg-selected" : "hover:bg-hover"}
            >
              {selection && (
                <td className={classNames(cellClass, checkClass)}>
                  <Check
                    label={selection.labelOf(row)}
                    checked={selection.has(keyOf(row))}
                    onChange={(checked) => selection.set([keyOf(row)], checked)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <Cell
                  key={column.title}
                  column={column}
                  row={row}
                  isOneOfFew={columns.length < 4}
                />
              ))}
              {actions && (
                <td className={classNames(cellClass, "w-11 text-end last:pe-1")}>{actions(row)}</td>
              )}
            </tr>
          ))}
          {pages.rows.length === 0 && <SkeletonRows columns={columns.length} />}
        </tbody>
      </table>
      {pages.rows.length === 0 && (
        <p role="status" className="sr-only">
          {t("app.loading")}
        </p>
      )}
      {pages.hasMore && pages.rows.length > 0 && (
        <MoreRows loading={isLoading} onReach={pages.loadMore} />
      )}
    </>
  );
}

interface CellProps<Row> {
  column: Column<Row>;
  row: Row;
  /** The head of a row takes more where little stands beside it. */
  isOneOfFew: boolean;
}

function Cell<Row>({ column, row, isOneOfFew }: CellProps<Row>) {
  const { isHead, from, isNumber, cell } = column;
  const className = classNames(
    cellClass,
    "text-start font-normal",
    from && froms[from],
    isNumber && "text-end tabular-nums",
  );
  return isHead ? (
    <th
      scope="row"
      className={classNames(className, "w-full max-w-0", isOneOfFew ? "md:w-3/5" : "md:w-2/5")}
    >
      {cell(row)}
    </th>
  ) : (
    <td className={className}>{cell(row)}</td>
  );
}

function Heads<Row>({ columns, filters, selection, actions, pages, keyOf }: TableProps<Row>) {
  const t = useText();
  const keys = pages.rows.map(keyOf);
  const isAll = keys.length > 0 && keys.every((key) => selection?.has(key));
  const headClass = "px-2 py-2 text-start text-xs font-semibold text-ink-faint first:ps-0";
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={classNames(headClass, checkClass)}>
            <Check
              label={t("panel.list.select-all")}
              checked={isAll}
              isMixed={!isAll && keys.some((key) => selection.has(key))}
              onChange={(checked) => selection.set(keys, checked)}
            />
          </th>
        )}
        {columns.map(({ title, sort, from, isNumber }) => (
          <th
            key={title}
            scope="col"
            aria-sort={sort && orderOf(sort, filters)}
            className={classNames(headClass, from && froms[from], isNumber && "text-end")}
          >
            {sort ? <SortButton title={title} sort={sort} filters={filters} /> : title}
          </th>
        ))}
        {actions && (
          <th scope="col" className={headClass}>
            <span className="sr-only">{t("panel.list.actions")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function orderOf(sort: ColumnSort, filters: Filters): "ascending" | "descending" | "none" {
  const chosen = filters.get("sort") || (sort.isDefault ? sort[sort.first] : "");
  if (chosen === sort.up) return "ascending";
  return chosen === sort.down ? "descending" : "none";
}

function SortButton({
  title,
  sort,
  filters,
}: {
  title: string;
  sort: ColumnSort;
  filters: Filters;
}) {
  const order = orderOf(sort, filters);
  const Arrow = order === "descending" ? ArrowDown : ArrowUp;
  function press() {
    const other = order === "ascending" ? sort.down : sort.up;
    const next = order === "none" ? sort[sort.first] : other;
    filters.set({ sort: sort.isDefault && next === sort[sort.first] ? "" : next });
  }
  return (
    <button
      type="button"
      onClick={press}
      className="-mx-1.5 inline-flex items-center gap-1 rounded-md px-1.5 py-1 hover:bg-hover hover:text-ink"
    >
      <span className={order === "none" ? "" : "text-ink"}>{title}</span>
      <Arrow size={13} aria-hidden className={order === "none" ? "opacity-0" : "text-ink"} />
    </button>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  isMixed?: boolean;
  onChange: (checked: boolean) => void;
}

function Check({ label, checked, isMixed = false, onChange }: CheckProps) {
  return (
    <label className="tap grid size-6 cursor-pointer place-items-center pointer-coarse:-ms-3">
      <input
        type="checkbox"
        aria-label={label}
        ref={(element) => {
          if (element) element.indeterminate = isMixed;
        }}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}

function SkeletonRows({ columns }: { columns: number }) {
  return (
    <Repeated times={8}>
      {() => (
        <tr aria-hidden>
          <td colSpan={columns + 2} className={cellClass}>
            <div className="flex h-9.5 items-center gap-3">
              <Skeleton className="h-9 w-8 rounded-full" />
              <div className="flex flex-1 flex-col gap-2">
                <Skeleton className="h-3.5 w-40 max-w-full" />
                <Skeleton className="h-3 w-24" />
              </div>
              <Skeleton className="h-3.5 w-20 max-md:hidden" />
            </div>
          </td>
        </tr>
      )}
    </Repeated>
  );
}

function Failed<Row>({ pages, failed }: TableProps<Row>) {
  const t = useText();
  return (
    <div className="flex flex-1" role="alert">
      <EmptyPerch
        birds={0}
        title={failed}
        actions={<Button onClick={pages.retry}>{t("controls.try-again")}</Button>}
      >
        {describeTrouble(pages.error, t)}
      </EmptyPerch>
    </div>
  );
}
