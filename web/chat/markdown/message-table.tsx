import type { Inline, Table } from "@roost/markdown/tree.ts";
import { Fragment, type ReactNode } from "react";

export interface MessageTableProps {
  table: Table;
  dir: "auto" | undefined;
  renderCell: (cell: readonly Inline[]) => ReactNode;
}

/** A table, which scrolls sideways within its message where it is too wide. */
export function MessageTable({ table, dir, renderCell }: MessageTableProps) {
  const { align, head, rows } = table;
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  const cells = (row: readonly Inline[][], Cell: "th" | "td") => (
    <tr>
      {Array.from({ length: columns }, (_, column) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: a parsed body never changes its order.
          key={column}
          scope={Cell === "th" ? "col" : undefined}
          style={{ textAlign: align[column] ?? undefined }}
        >
          {renderCell(row[column] ?? [])}
        </Cell>
      ))}
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls.
    <div dir={dir} className="message-table" tabIndex={0}>
      <table>
        <thead>{cells(head, "th")}</thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a parsed body never changes its order.
            <Fragment key={index}>{cells(row, "td")}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
