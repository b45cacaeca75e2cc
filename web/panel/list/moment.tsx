import { useText } from "../../chat/language/language.ts";
import { formatFull } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { formatMoment } from "./format-moment.ts";

/** When something was or will be; all of it where one points at it. */
export function Moment({ at }: { at: string }) {
  const t = useText();
  const today = useToday();
  return (
    <time dateTime={at} title={formatFull(at, t)} className="whitespace-nowrap">
      {formatMoment(at, today, t)}
    </time>
  );
}
