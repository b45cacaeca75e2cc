import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useState } from "react";
import { useText } from "../language/language.ts";
import { CompletionList, type Option, optionId, type Shown } from "./completion-list.tsx";
import { replaceText } from "./replace-text.ts";
import type { Typing } from "./token.ts";
import { useEmojiOptions, useNameOptions } from "./use-options.tsx";

export interface CompletionsProps {
  roomId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  typing: Typing;
  /** Gets what takes the keys of the field, and says whether one was for the list. */
  keys: RefObject<(event: KeyboardEvent) => boolean>;
  onShown: (shown: Shown | null) => void;
  onChosen: () => void;
}

/** What may be meant by what is being typed, from its first letter until it is chosen or is something else. */
export default function Completions(props: CompletionsProps) {
  const { roomId, field, typing, keys, onShown, onChosen } = props;
  const t = useText();
  const listId = useId();
  const [at, setAt] = useState({ query: typing.query, index: 0 });
  const [dismissed, setDismissed] = useState(false);
  const queryOf = (kind: Typing["kind"]) => (typing.kind === kind ? typing.query : null);
  const emoji = useEmojiOptions(queryOf("emoji"));
  const names = useNameOptions(roomId, queryOf("name"));
  const options = typing.kind === "name" ? names : emoji;
  const isOpen = options.length > 0 && !dismissed;
  // Other letters make the first one the one that is meant.
  const index = at.query === typing.query ? Math.min(at.index, options.length - 1) : 0;
  const active = options[index];
  const setIndex = (next: number) => setAt({ query: typing.query, index: next });
  const activeId = isOpen && active ? optionId(listId, active) : null;

  function choose(option: Option | undefined) {
    const element = field.current;
    if (!option || !element) return;
    option.onUse?.();
    const end = typing.start + 1 + typing.query.length;
    const space = /^\s/.test(element.value.slice(end)) ? "" : " ";
    replaceText(element, typing.start, end, option.text + space);
    onChosen();
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    const { length } = options;
    if (event.key === "ArrowDown") setIndex((index + 1) % length);
    else if (event.key === "ArrowUp") setIndex((index - 1 + length) % length);
    else if (event.key === "Enter" || event.key === "Tab") choose(active);
    else if (event.key === "Escape") setDismissed(true);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  useLayoutEffect(() => {
    keys.current = onKeyDown;
    return () => {
      keys.current = () => false;
    };
  });
  // With the frame that shows it: the field says it to screen readers.
  useLayoutEffect(() => {
    onShown(activeId === null ? null : { listId, optionId: activeId });
    return () => onShown(null);
  }, [onShown, listId, activeId]);

  if (!isOpen) return null;
  return (
    <CompletionList
      id={listId}
      label={t(typing.kind === "name" ? "completion.people" : "composer.emoji")}
      options={options}
      active={active}
      onPoint={setIndex}
      onChoose={choose}
    />
  );
}
