import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";
import type { Difference } from "./differences.ts";

/** What words an edit changed. Until that is known, and where nothing was before, the text as it is. */
export function useDifferences(before: string | null, now: string): readonly Difference[] {
  const { locale } = useText();
  const [parts, setParts] = useState<readonly Difference[] | null>(null);
  useEffect(() => {
    if (before === null) return setParts(null);
    let isCurrent = true;
    import("./differences.ts").then(
      ({ differences }) => isCurrent && setParts(differences(before, now, locale)),
      // Without it the text is there.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [before, now, locale]);
  return parts ?? [{ kind: "same", text: now }];
}
