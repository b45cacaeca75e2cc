import { type ReactNode, startTransition, useEffect, useState } from "react";

/** Code that was highlighted last, by its language and itself, so that scrolling back starts with it. */
const remembered = new Map<string, ReactNode>();
const MAX_REMEMBERED = 200;

const whenIdle = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 50));

/**
 * Code with its parts in colours, as soon as those are known: the code stands there before, in the same
 * place. Without the highlighter it stays as it is.
 */
export function useHighlighted(code: string, language: string | null): ReactNode {
  const key = `${language}\n${code}`;
  const [shown, setShown] = useState(() => ({ key, parts: remembered.get(key) }));
  const parts = shown.key === key ? shown.parts : remembered.get(key);
  useEffect(() => {
    if (language === null || remembered.has(key)) return;
    let isGone = false;
    const load = async () => {
      const { highlight } = await import("./highlight.ts");
      whenIdle(() => {
        if (isGone) return;
        const made = remembered.get(key) ?? highlight(code, language);
        remember(key, made);
        startTransition(() => setShown({ key, parts: made }));
      });
    };
    // It is tried again with the next block.
    load().catch(() => {});
    return () => {
      isGone = true;
    };
  }, [key, code, language]);
  return parts ?? code;
}

function remember(key: string, parts: ReactNode) {
  remembered.set(key, parts);
  if (remembered.size <= MAX_REMEMBERED) return;
  for (const oldest of remembered.keys()) {
    remembered.delete(oldest);
    break;
  }
}
