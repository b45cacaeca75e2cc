import { useSyncExternalStore } from "react";
import type { LaterTexts } from "./en/later.ts";
import { type LanguageCode, languages, localeOf, preferredLanguage } from "./languages.ts";
import { type Catalogue, type Text, textIn } from "./text.tsx";

/** A language, or the browser's. */
export type LanguageChoice = "system" | LanguageCode;

const KEY = "roost.language";
const RETRY_MS = 3_000;
const listeners = new Set<() => void>();
let current: Text | null = null;
/** The catalogue of the page, which its later texts come into; `isWhole` once they are there. */
let shown: { code: LanguageCode; catalogue: Catalogue; isWhole: boolean } | null = null;
/** Of what was asked for last: an answer to an earlier wish comes to nothing. */
let wish = 0;

/** See `bringTexts`. */
let loadBrought: (code: LanguageCode) => Promise<object> = async () => ({});

/** Has what another page says beside the client come with the later texts. Called before there is any language. */
export function bringTexts(load: typeof loadBrought): void {
  loadBrought = load;
}

/** What is said apart from the first screens. */
async function loadLater(code: LanguageCode): Promise<LaterTexts> {
  const [later, brought] = await Promise.all([languages[code].loadLater(), loadBrought(code)]);
  return { ...later, ...brought };
}

/** The texts of the page. A component that uses them follows a change of the language. */
export function useText(): Text {
  return useSyncExternalStore(subscribe, currentText, currentText);
}

/** For what is said once, outside of components. */
export function currentText(): Text {
  if (current === null) throw new Error("No language has been loaded yet.");
  return current;
}

/** The choice of this browser. */
export function useLanguageChoice(): LanguageChoice {
  return useSyncExternalStore(subscribe, chosen);
}

/** Changes the language of the page, once its texts are there. Rejects where they cannot be fetched. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  const mine = ++wish;
  const code = codeOf(choice);
  const [catalogue, later] = await Promise.all([languages[code].load(), loadLater(code)]);
  if (mine !== wish) return;
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  show({ code, catalogue: { ...catalogue, ...later }, isWhole: true });
}

/** Loads what the later parts of the client say. Until then, none of it may be said. */
export async function loadLaterTexts(): Promise<void> {
  const page = shown;
  if (page === null || page.isWhole) return;
  Object.assign(page.catalogue, await loadLater(page.code));
  page.isWhole = true;
}

/**
 * Loads the language of this browser, and follows what is chosen in another tab or in the settings of
 * the browser. Tries until the texts are there: without them nothing can be said.
 */
export async function followLanguage(): Promise<void> {
  const follow = () => chooseLanguage(chosen()).catch(() => {});
  window.addEventListener("storage", ({ key }) => key === KEY && follow());
  window.addEventListener("languagechange", follow);
  for (;;) {
    try {
      const code = codeOf(chosen());
      return show({ code, catalogue: { ...(await languages[code].load()) }, isWhole: false });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Makes these the texts of the page. */
export function speak(text: Text): void {
  current = text;
  for (const listener of listeners) listener();
}

function show(page: NonNullable<typeof shown>) {
  const { code, catalogue } = page;
  shown = page;
  const text = textIn(catalogue, localeOf(code, navigator.languages));
  const root = document.documentElement;
  root.lang = code;
  root.dir = languages[code].dir;
  const description = document.querySelector("meta[name=description]");
  description?.setAttribute("content", text("app.description"));
  speak(text);
}

function codeOf(choice: LanguageChoice): LanguageCode {
  return choice === "system" ? preferredLanguage(navigator.languages) : choice;
}

function chosen(): LanguageChoice {
  const stored = localStorage.getItem(KEY);
  return stored !== null && Object.hasOwn(languages, stored) ? (stored as LanguageCode) : "system";
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
