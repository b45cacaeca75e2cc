/** What was typed before there was a place for it. */
export type CaughtKey = { text: string } | { key: string; altKey: boolean; shiftKey: boolean };

const tabStops =
  "input:not([disabled]), textarea:not([disabled]), button:not([disabled]), a[href], [tabindex='0']";

const removals: Record<string, string> = { Backspace: "delete", Delete: "forwardDelete" };

const moves: Record<string, [direction: string, by: string]> = {
  ArrowLeft: ["left", "character"],
  ArrowRight: ["right", "character"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};

/**
 * Types caught keys into what has the focus, as long as that is inside of `into`. No real key comes
 * in between: all of it happens before the browser looks for the next one.
 */
export async function replay(caught: readonly CaughtKey[], into: string): Promise<void> {
  // What took the focus may be about to move it on.
  await Promise.resolve();
  for (const one of caught) {
    const target = document.activeElement;
    const place = target?.closest(into);
    if (!(target instanceof HTMLElement) || !place) return;
    if ("text" in one) typeText(target, one.text);
    else pressKey(target, place, one);
    // Lets the page draw what follows from it.
    await Promise.resolve();
  }
}

function typeText(target: HTMLElement, text: string) {
  // Goes through the field's own editing: its selection, its limits, its undo.
  if (target.matches("input, textarea")) document.execCommand("insertText", false, text);
}

function pressKey(target: HTMLElement, place: Element, key: KeyboardEventInit) {
  const event = new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(event)) return;
  // What a browser does by itself does not follow from an event that a script made.
  if (key.key === "Tab") {
    const stops = [...place.querySelectorAll<HTMLElement>(tabStops)];
    stops.at((stops.indexOf(target) + (key.shiftKey ? -1 : 1)) % stops.length)?.focus();
  } else if (key.key === "Enter") {
    if (target instanceof HTMLInputElement) target.form?.requestSubmit();
    else if (target.matches("button, a, [role=menuitem]")) target.click();
  } else if (target.matches("input, textarea")) {
    const removal = removals[key.key ?? ""];
    const move = moves[key.key ?? ""];
    if (removal) document.execCommand(removal);
    if (move) getSelection()?.modify("move", ...move);
  }
}
