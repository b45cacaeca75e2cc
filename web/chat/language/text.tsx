import { Fragment, type ReactNode } from "react";
import { isolated } from "../words/plain.ts";
import { Words } from "../words/words.tsx";
import type { en, FirstTexts } from "./en/catalogue.ts";
import type { enLater, LaterTexts } from "./en/later.ts";
import {
  type Message,
  type Part,
  type PieceOf,
  type PlaceholderOf,
  partsOf,
  type Translation,
} from "./message.ts";

/** What another page says beside the client, in English: that page declares it here, and brings it (`language.ts`). */
// biome-ignore lint/suspicious/noEmptyInterface: filled by that page.
export interface MoreTexts {}

type English = typeof en & typeof enLater & MoreTexts;

export type TextKey = keyof English;

/** Texts in which nothing has to become an element. */
export type PlainKey = {
  [Key in TextKey]: PieceOf<English[Key]> extends never ? Key : never;
}[TextKey];

/** Texts in which nothing has to be filled in either. */
export type FixedKey = {
  [Key in PlainKey]: PlaceholderOf<English[Key]> extends never ? Key : never;
}[PlainKey];

/**
 * What stands in a placeholder. A string is somebody's words and is isolated, a number is written as
 * the language does, and strings become a list of words.
 */
type Value = string | number | readonly string[];

/** In an element it may also be an element. */
type RichValue = Value | Exclude<ReactNode, boolean | null | undefined>;

type Given<Names extends PropertyKey, Value> = [Names] extends [never]
  ? []
  : [values: { readonly [Name in Names]: Name extends "count" ? number : Value }];

type RichGiven<Of> = [
  values: { readonly [Name in PlaceholderOf<Of>]: Name extends "count" ? number : RichValue } & {
    readonly [Name in PieceOf<Of>]: (inside: ReactNode) => ReactNode;
  },
];

/** Speaks one language: `t("invite.title")`. Another language is another function. */
export interface Text {
  <Key extends PlainKey>(key: Key, ...values: Given<PlaceholderOf<English[Key]>, Value>): string;
  /** A text with elements in it. A string is shown as `<Words>`. */
  rich<Key extends TextKey>(key: Key, ...values: RichGiven<English[Key]>): ReactNode;
  /** A number by itself. */
  number(value: number): string;
  /** For `Intl`, such as "en-GB". */
  readonly locale: string;
}

/** All texts of a language; those of later parts may not be there yet. */
export type Catalogue = FirstTexts & Partial<LaterTexts & Translation<MoreTexts>>;

/**
 * The texts of a catalogue, with numbers and lists as a locale has them. Texts that come into the catalogue
 * later are found too.
 */
export function textIn(catalogue: Catalogue, locale: string): Text {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale);

  function messageOf(key: TextKey, count: unknown): string {
    const message: Message | undefined = catalogue[key];
    if (message === undefined) throw new Error(`The text ${key} has not been loaded.`);
    if (typeof message === "string") return message;
    return message[plurals.select(Number(count))] ?? message.other;
  }

  function plain(value: unknown): string {
    if (typeof value === "number") return numbers.format(value);
    if (Array.isArray(value)) return lists.format(value.map(isolated));
    return isolated(String(value));
  }

  function element(value: unknown): ReactNode {
    if (typeof value === "string") return <Words>{value}</Words>;
    const isOurs = typeof value === "number" || Array.isArray(value);
    return isOurs ? plain(value) : (value as ReactNode);
  }

  function render(parts: readonly Part[], values: Record<string, unknown>): ReactNode {
    return parts.map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order.
      <Fragment key={index}>{renderPart(part, values)}</Fragment>
    ));
  }

  function renderPart(part: Part, values: Record<string, unknown>): ReactNode {
    if (part.type === "words") return part.words;
    const value = values[part.name];
    if (part.type === "placeholder") return element(value);
    return (value as (inside: ReactNode) => ReactNode)(render(part.parts, values));
  }

  const text = (key: TextKey, values: Record<string, unknown> = {}) =>
    partsOf(messageOf(key, values.count))
      .map((part) => (part.type === "words" ? part.words : plain(values[part.name])))
      .join("");
  const rich = (key: TextKey, values: Record<string, unknown>) =>
    render(partsOf(messageOf(key, values.count)), values);
  const number = (value: number) => numbers.format(value);
  return Object.assign(text, { rich, number, locale }) as Text;
}
