import { useMemo } from "react";
import { useSearchParams } from "wouter";

/** What of a list is shown, as its address says it: so a list can be linked to, and Back goes back. */
export interface Filters {
  /** Empty where the address does not have it. */
  get(name: string): string;
  /** Changes some; an empty one goes. @param replace Leaves no step to go back to: for what is being typed. */
  set(changes: Readonly<Record<string, string>>, replace?: boolean): void;
  /** Shows all again, in the order that they have. */
  clear(): void;
  /** Whether anything but the order is said. */
  isFiltered: boolean;
  /** Of all of them together. */
  key: string;
}

export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  return useMemo(
    () => ({
      get: (name) => params.get(name) ?? "",
      set(changes, replace = false) {
        setParams(
          (before) => {
            const next = new URLSearchParams(before);
            for (const [name, value] of Object.entries(changes)) {
              if (value === "") next.delete(name);
              else next.set(name, value);
            }
            return next;
          },
          { replace },
        );
      },
      clear() {
        setParams((before) => {
          const sort = before.get("sort");
          return new URLSearchParams(sort === null ? {} : { sort });
        });
      },
      isFiltered: [...params.keys()].some((name) => name !== "sort"),
      key: params.toString(),
    }),
    [params, setParams],
  );
}
