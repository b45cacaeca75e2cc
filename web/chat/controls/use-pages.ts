import { useCallback, useEffect, useRef, useState } from "react";

export interface Page<Row> {
  rows: readonly Row[];
  nextCursor: string | null;
}

export interface Pages<Row> {
  rows: readonly Row[];
  status: "loading" | "ready" | "error";
  error: unknown;
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

interface State<Row> {
  key: string;
  rows: readonly Row[];
  cursor: string | null;
  status: Pages<Row>["status"];
  error: unknown;
  /** Which of `news` is in the rows. */
  news: string;
}

type FetchPage<Row> = (key: string, cursor: string | null) => Promise<Page<Row>>;

/** News of so long are fetched together. */
const GATHER_MS = 1_000;

/**
 * The rows of a paged search. `fetchPage` has to keep its identity; a new `key` starts again, and
 * keeps the old rows on the screen until the new ones are there. When `news` is another one, all that was
 * loaded is fetched anew, in its place.
 */
export function usePages<Row>(key: string, fetchPage: FetchPage<Row>, news = ""): Pages<Row> {
  const latestNews = useRef(news);
  useEffect(() => {
    latestNews.current = news;
  }, [news]);
  const [state, setState] = useState<State<Row>>({
    key,
    news,
    rows: [],
    cursor: null,
    status: "loading",
    error: null,
  });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again.
  useEffect(() => {
    let current = true;
    const asOf = { key, news: latestNews.current };
    setState((before) => ({ ...before, status: "loading", error: null }));
    fetchPage(key, null).then(
      ({ rows, nextCursor }) =>
        current && setState({ ...asOf, rows, cursor: nextCursor, status: "ready", error: null }),
      (error) => current && setState({ ...asOf, rows: [], cursor: null, status: "error", error }),
    );
    return () => {
      current = false;
    };
  }, [key, fetchPage, attempt]);

  // Not by each of them: who writes without end would put it off for ever.
  const isStale = state.news !== news;
  useEffect(() => {
    if (!isStale || state.status !== "ready") return;
    // What is loaded meanwhile is another state: it is left, and fetched anew after that.
    let current = true;
    const timer = setTimeout(() => {
      const asOf = latestNews.current;
      fetchAgain(state, fetchPage).then(
        (fresh) => current && setState({ ...state, ...fresh, news: asOf }),
        // What is there stays, until something else is new.
        () => current && setState({ ...state, news: asOf }),
      );
    }, GATHER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [isStale, state, fetchPage]);

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
        setState((before) => (isCurrent(before) ? { ...before, status: "error", error } : before)),
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

/** At least as many rows as there are, from the first one on. */
async function fetchAgain<Row>(
  { key, rows: before }: State<Row>,
  fetchPage: FetchPage<Row>,
): Promise<Pick<State<Row>, "rows" | "cursor">> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await fetchPage(key, cursor);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < before.length);
  return { rows, cursor };
}
