import { useCallback, useEffect, useState } from "react";
import { describeTrouble } from "../session/trouble.ts";

export interface Page<Row> {
  rows: readonly Row[];
  nextCursor: string | null;
}

export interface Pages<Row> {
  rows: readonly Row[];
  status: "loading" | "ready" | "error";
  error: string | null;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

interface State<Row> {
  key: string;
  rows: readonly Row[];
  cursor: string | null;
  status: Pages<Row>["status"];
  error: string | null;
}

/**
 * The rows of a paged search. `fetchPage` has to keep its identity; a new `key` starts again, and
 * keeps the old rows on the screen until the new ones are there.
 */
export function usePages<Row>(
  key: string,
  fetchPage: (key: string, cursor: string | null) => Promise<Page<Row>>,
): Pages<Row> {
  const [state, setState] = useState<State<Row>>({
    key,
    rows: [],
    cursor: null,
    status: "loading",
    error: null,
  });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again.
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, status: "loading", error: null }));
    fetchPage(key, null).then(
      (page) =>
        current &&
        setState({ key, rows: page.rows, cursor: page.nextCursor, status: "ready", error: null }),
      (error) =>
        current &&
        setState({ key, rows: [], cursor: null, status: "error", error: describeTrouble(error) }),
    );
    return () => {
      current = false;
    };
  }, [key, fetchPage, attempt]);

  const loadMore = useCallback(() => {
    const cursor = state.cursor;
    if (cursor === null || state.status !== "ready") return;
    const isCurrent = (before: State<Row>) => before.key === state.key && before.cursor === cursor;
    setState((before) => ({ ...before, status: "loading" }));
    fetchPage(state.key, cursor).then(
      (page) =>
        setState((before) =>
          isCurrent(before)
            ? {
                ...before,
                rows: [...before.rows, ...page.rows],
                cursor: page.nextCursor,
                status: "ready",
              }
            : before,
        ),
      (error) =>
        setState((before) =>
          isCurrent(before)
            ? { ...before, status: "error", error: describeTrouble(error) }
            : before,
        ),
    );
  }, [state, fetchPage]);

  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return {
    rows: state.rows,
    status: state.status,
    error: state.error,
    hasMore: state.cursor !== null,
    loadMore,
    retry,
  };
}
