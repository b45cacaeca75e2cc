/**
 * Keeps the keys of input methods (Japanese, Chinese, accents) from the whole page: while somebody
 * composes, Enter, Escape and the arrows belong to the input method, which still gets them. Called
 * before anything else listens, so that no handler, of ours or of a library, has to ask.
 */
export function keepKeysOfInputMethods(): void {
  const keep = (event: KeyboardEvent) => {
    if (belongsToInputMethod(event)) event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", keep, { capture: true });
}

/** Safari ends the composition first, and marks the key that did so by nothing but its code. */
function belongsToInputMethod({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}
