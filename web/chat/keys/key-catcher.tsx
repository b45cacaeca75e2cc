import { useEffectEvent, useLayoutEffect, useRef } from "react";
import { useText } from "../language/language.ts";
import { type CaughtKey, replay } from "./replay.ts";

export interface KeyCatcherProps {
  /** A selector of what the keys are for: they are handed over once the focus is inside of it. */
  into: string;
  /** Escape was pressed before that. */
  onGiveUp: () => void;
  /** The keys have been handed over. */
  onDone?: () => void;
}

/** A dialog in place of what was asked for. What was typed before waits until that comes. */
const hasFailed = () => document.querySelector("[data-failure]") !== null;

/**
 * Takes the focus the moment something is asked for, and keeps what is typed until that has come
 * and taken the focus. An invisible field: input methods and pasting work in it.
 */
export function KeyCatcher({ into, onGiveUp, onDone }: KeyCatcherProps) {
  const t = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const giveUp = useEffectEvent(onGiveUp);
  const done = useEffectEvent(() => onDone?.());

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    const caught: CaughtKey[] = [];
    const stop = new AbortController();
    const { signal } = stop;

    function keepText() {
      if (element === null || element.value === "") return;
      caught.push({ text: element.value });
      element.value = "";
    }

    function onKeyDown(event: KeyboardEvent) {
      if (hasFailed() || event.ctrlKey || event.metaKey) return;
      const { key, altKey, shiftKey } = event;
      const isText = key.length === 1 && !altKey;
      const isEdit = composing.has(key) || (element !== null && editsWithin(element, key));
      if (event.target === element && (isText || isEdit)) {
        // The field takes it; nobody else may.
        event.stopPropagation();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (key === "Escape") {
        stop.abort();
        return giveUp();
      }
      if (isText) {
        if (element !== null) element.value += key;
        return;
      }
      if (!kept.has(key)) return;
      keepText();
      caught.push({ key, altKey, shiftKey });
    }

    function onFocusIn({ target }: FocusEvent) {
      if (target === element || !(target instanceof HTMLElement)) return;
      if (hasFailed()) return;
      if (target.closest(into) === null) return element?.focus({ preventScroll: true });
      stop.abort();
      keepText();
      done();
      void replay(caught, into);
    }

    window.addEventListener("keydown", onKeyDown, { capture: true, signal });
    document.addEventListener("focusin", onFocusIn, { signal });
    element.focus({ preventScroll: true });
    return () => stop.abort();
  }, [into]);

  return (
    <textarea
      ref={field}
      dir="auto"
      data-key-catcher=""
      aria-label={t("app.loading")}
      inputMode="none"
      tabIndex={-1}
      rows={1}
      className="pointer-events-none fixed top-0 left-0 size-px resize-none opacity-0"
    />
  );
}

/** Keys of which text becomes. */
const composing = new Set(["Dead", "Process"]);

const backward = new Set(["Backspace", "ArrowLeft"]);
const forward = new Set(["Delete", "ArrowRight"]);

/** Whether a key changes the caught text itself, or else what stands around it in what opens. */
function editsWithin({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, key: string) {
  if (selectionStart !== selectionEnd) return backward.has(key) || forward.has(key);
  return backward.has(key) ? selectionStart > 0 : forward.has(key) && selectionEnd < value.length;
}

/** Keys that mean something in what opens. */
const kept = new Set(
  ["Enter", "Tab", "ArrowUp", "ArrowDown", "Home", "End"].concat(...backward, ...forward),
);
