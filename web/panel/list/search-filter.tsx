import { useEffect, useEffectEvent, useState } from "react";
import { SearchField } from "../../chat/controls/search-field.tsx";
import type { Filters } from "./use-filters.ts";

/** Who types is not followed letter by letter. */
const pauseMs = 250;

/** A field that narrows a list by what it says. */
export function SearchFilter(props: { label: string; filters: Filters; className?: string }) {
  const { label, filters, className } = props;
  const given = filters.get("q");
  const [typed, setTyped] = useState(given);
  const [shown, setShown] = useState(given);
  // The address may have changed otherwise: by Back, or by what shows all again.
  if (given !== shown) {
    setShown(given);
    if (given !== typed.trim()) setTyped(given);
  }
  const apply = useEffectEvent(() => {
    if (typed.trim() !== given) filters.set({ q: typed.trim() }, true);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter begins a pause.
  useEffect(() => {
    const timer = setTimeout(apply, pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchField
      label={label}
      {...(className !== undefined && { className })}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && apply()}
    />
  );
}
