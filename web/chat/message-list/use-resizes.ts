import { useCallback, useEffect, useRef, useState } from "react";

/**
 * Tells when something that is watched got another size, before that is painted, and once when it
 * comes. Returns what to give as the ref of each such element.
 */
export function useResizes(onResize: (elements: readonly Element[]) => void) {
  const latest = useRef(onResize);
  useEffect(() => {
    latest.current = onResize;
  });
  const telling = useRef(false);
  const [observer] = useState(
    () =>
      new ResizeObserver((entries) => {
        telling.current = true;
        latest.current(entries.map((entry) => entry.target));
        telling.current = false;
      }),
  );
  useEffect(() => () => observer.disconnect(), [observer]);

  return useCallback(
    (element: Element | null) => {
      if (element === null) return;
      // What is added meanwhile could only be told of in the next frame, which browsers call an error.
      if (telling.current)
        requestAnimationFrame(() => element.isConnected && observer.observe(element));
      else observer.observe(element);
      return () => observer.unobserve(element);
    },
    [observer],
  );
}
