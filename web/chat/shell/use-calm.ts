import { useEffect, useState } from "react";

/** A short trouble is nobody's business. */
const CALM_MS = 2_000;
/** Long enough for a new connection to say that all is not well yet. */
const LINGER_MS = 300;
/** As long as the transition that closes the banner. */
const CLOSE_MS = 200;

/** What to show of a trouble, and whether it is to stand open. */
export interface Calm<Trouble> {
  shown: Trouble | null;
  open: boolean;
}

/** Follows a trouble slowly: shown once it lasts, gone once it is really over. */
export function useCalm<Trouble extends string>(trouble: Trouble | null): Calm<Trouble> {
  const [calm, setCalm] = useState<Calm<Trouble>>({ shown: null, open: false });
  useEffect(() => {
    const change = nextChange(calm, trouble);
    if (change === null) return;
    const timer = setTimeout(() => setCalm(change.to), change.afterMs);
    return () => clearTimeout(timer);
  }, [calm, trouble]);
  return calm;
}

function nextChange<Trouble extends string>(
  { shown, open }: Calm<Trouble>,
  trouble: Trouble | null,
) {
  if (trouble !== null) {
    if (open && trouble === shown) return null;
    return { to: { shown: trouble, open: true }, afterMs: open ? 0 : CALM_MS };
  }
  if (open) return { to: { shown, open: false }, afterMs: LINGER_MS };
  return shown === null ? null : { to: { shown: null, open: false }, afterMs: CLOSE_MS };
}
