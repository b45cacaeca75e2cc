import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";

/** A picture that phones read. What draws it is fetched with the first one; the text beside it says the same. */
export function QrCode({ text }: { text: string }) {
  const t = useText();
  const [rows, setRows] = useState<readonly boolean[][] | null>(null);
  useEffect(() => {
    let isWanted = true;
    import("uqr").then(
      ({ encode }) => isWanted && setRows(encode(text, { border: 4 }).data),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [text]);
  return (
    // Dark on white in any theme: not every phone reads the other way round.
    <div className="mx-auto aspect-square w-52 max-w-full shrink-0 overflow-hidden rounded-xl">
      {rows !== null && (
        <svg
          role="img"
          aria-label={t("second-factor.qr")}
          viewBox={`0 0 ${rows.length} ${rows.length}`}
          shapeRendering="crispEdges"
          className="size-full"
        >
          <rect width={rows.length} height={rows.length} fill="#fff" />
          <path d={pathOf(rows)} fill="#000" />
        </svg>
      )}
    </div>
  );
}

function pathOf(rows: readonly boolean[][]): string {
  return rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
}
