import { useCallback, useEffect, useState } from "react";

/** Something that was asked for; while it is asked for again, it stays. */
export interface Fetched<Value> {
  value: Value | null;
  /** Null where nothing went wrong. */
  error: unknown;
  isLoading: boolean;
  again: () => void;
}

/** Asks once, and again when `ask` is another function. */
export function useFetched<Value>(ask: () => Promise<Value>): Fetched<Value> {
  const [state, setState] = useState<Omit<Fetched<Value>, "again">>({
    value: null,
    error: null,
    isLoading: true,
  });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    let isCurrent = true;
    setState((before) => ({ ...before, isLoading: true }));
    ask().then(
      (value) => isCurrent && setState({ value, error: null, isLoading: false }),
      (error) => isCurrent && setState(({ value }) => ({ value, error, isLoading: false })),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, attempt]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { ...state, again };
}
