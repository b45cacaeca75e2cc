import { use, useEffect, useMemo, useState } from "react";
import { CustomEmojiContext } from "./custom-emoji.tsx";
import type { EmojiSet } from "./emoji.ts";
import { fetchEmoji } from "./fetch-emoji.ts";

export interface LoadedEmoji {
  /** Null until they are there. */
  set: EmojiSet | null;
  failed: boolean;
  retry: () => void;
}

/** The emoji of Unicode and of this server, from when they are wanted. */
export function useEmoji(wanted: boolean): LoadedEmoji {
  const custom = use(CustomEmojiContext);
  const { set, ...rest } = useUsualEmoji(wanted);
  const all = useMemo(() => set?.withCustom(custom) ?? null, [set, custom]);
  return { set: all, ...rest };
}

/** Those of Unicode alone. */
export function useUsualEmoji(wanted: boolean): LoadedEmoji {
  const [set, setSet] = useState<EmojiSet | null>(null);
  const [failed, setFailed] = useState(false);
  const isMissing = wanted && set === null && !failed;
  useEffect(() => {
    if (!isMissing) return;
    let isGone = false;
    const settle = (loaded: EmojiSet | null) => {
      if (isGone) return;
      setSet(loaded);
      setFailed(loaded === null);
    };
    fetchEmoji().then(settle, () => settle(null));
    return () => {
      isGone = true;
    };
  }, [isMissing]);
  return { set, failed, retry: () => setFailed(false) };
}
