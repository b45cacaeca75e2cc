import { type KeyboardEvent, type RefObject, Suspense, useRef, useState } from "react";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import type { Shown } from "./completion-list.tsx";
import { closedAt, type Typing, typingAt } from "./token.ts";

const Completions = part(() => import("./completions.tsx"));

/**
 * Completes `:emoji` and `@name` while somebody writes in a room, and makes an emoji of `:shortcode:` when
 * that is closed. The field keeps the focus; its keys go through `onKeyDown` first.
 */
export function useCompletion(roomId: string, field: RefObject<HTMLTextAreaElement | null>) {
  const [typing, setTyping] = useState<Typing | null>(null);
  /** What is offered for it, as soon as something is. */
  const [shown, setShown] = useState<Shown | null>(null);
  /** Whether a key was for what is offered. */
  const keys = useRef<(event: KeyboardEvent) => boolean>(() => false);

  function look() {
    const { value, selectionStart, selectionEnd } = field.current ?? { value: "" };
    setTyping(selectionStart === selectionEnd ? typingAt(value, selectionStart ?? 0) : null);
  }

  return {
    /** For the field. */
    fieldProps: {
      onSelect: look,
      onBlur: () => setTyping(null),
      "aria-autocomplete": "list",
      "aria-controls": shown?.listId,
      "aria-activedescendant": shown?.optionId,
    } as const,
    /** After each change of the text. */
    typed: (event: Event) => {
      look();
      const element = field.current;
      const isClosing = event instanceof InputEvent && event.data?.endsWith(":");
      if (!isClosing || !element || !closedAt(element.value, element.selectionStart)) return;
      // The text stays as it was typed where the emoji cannot be had.
      import("./close-shortcode.ts").then(
        ({ closeShortcode }) => closeShortcode(element),
        () => {},
      );
    },
    onKeyDown: (event: KeyboardEvent) => keys.current(event),
    /** In front of the field, in an element that is placed. */
    list: typing !== null && (
      <Region of={`${typing.start}`} className="hidden">
        <Suspense>
          <Completions
            key={typing.start}
            roomId={roomId}
            field={field}
            typing={typing}
            keys={keys}
            onShown={setShown}
            onChosen={() => setTyping(null)}
          />
        </Suspense>
      </Region>
    ),
  };
}
