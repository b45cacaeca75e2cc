import { cleanBody } from "@roost/protocol/text.ts";
import { useEffect, useRef, useState } from "react";
import { tellTaken } from "../fields/keep-out.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** The draft of a place (`draftPlace`) as it is written here. What is written on another device takes its place. */
export function useDraft(place: string): [text: string, change: (text: string) => void] {
  const { drafts } = useRoost();
  const { body: draft } = useObservable(drafts.of(place));
  const [restored] = useState(() => cleanBody(draft));
  const [text, setText] = useState(restored.text);
  /** The text that this field has, in whatever way it came here. */
  const known = useRef(draft);
  useEffect(() => tellTaken(restored.taken), [restored]);
  useEffect(() => {
    if (draft === known.current) return;
    known.current = draft;
    setText(cleanBody(draft).text);
  }, [draft]);

  function change(next: string) {
    known.current = next;
    setText(next);
    drafts.set(place, { body: next });
  }

  return [text, change];
}
