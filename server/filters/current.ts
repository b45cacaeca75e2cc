import type { TriedText } from "@roost/protocol/filters.ts";
import { limits } from "@roost/protocol/limits.ts";
import { normalizeBody, normalizeLine } from "@roost/protocol/text.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Bus } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import { Followed } from "../server-settings/followed.ts";
import type { Db } from "../store/database.ts";
import { CompiledFilters, type Found, type Rule } from "./compiled.ts";

/** In units of UTF-16: no text that is stored has more characters. */
const longest = 2 * limits.messageBodyCharacters;

export interface FiltersParts {
  db: Db;
  bus: Pick<Bus, "subscribe" | "onHealth">;
  onReadError(error: unknown): void;
}

/** What may not be said on this server, as this node knows it. */
export class Filters {
  readonly #db: Db;
  readonly #followed: Followed<readonly Rule[], CompiledFilters>;

  static async open({ db, ...parts }: FiltersParts): Promise<Filters> {
    return new Filters(
      db,
      await Followed.open({ ...parts, read: () => readRules(db), prepare: compile }),
    );
  }

  private constructor(db: Db, followed: Followed<readonly Rule[], CompiledFilters>) {
    this.#db = db;
    this.#followed = followed;
  }

  /** Whether any text may be said, so that none needs to be looked at. */
  get isEmpty(): boolean {
    return this.#followed.value.isEmpty;
  }

  /**
   * A text of somebody's as it may be said: with stars where words are masked. Throws `filter.refused`. At once, where the store
   * need not be asked whether it is a bot's: what people say on a connection stays in its order.
   *
   * @param author Null for who has no account yet.
   * @param isLine Whether it is a text without markup, such as a name.
   */
  pass(
    author: Pick<Actor, "id" | "isBot"> | null,
    text: string,
    isLine = false,
  ): string | Promise<string> {
    const stored =
      text.length > longest ? (isLine ? normalizeLine(text) : normalizeBody(text)) : text;
    // It is refused as too long, which takes less time than to look at it.
    if (stored.length > longest) return text;
    const found = this.#followed.value.look(stored, isLine);
    if (found === null) return text;
    if (author === null || author.isBot === false || !sparesBots(found)) return held(stored, found);
    if (author.isBot) return held(stored, withoutBots(found));
    return this.#isBot(author.id).then((isBot) => held(stored, isBot ? withoutBots(found) : found));
  }

  /**
   * An author of whom everything is known that filters ask: for a text that is looked at within a change, which has a connection
   * of the database already and must not wait for another.
   */
  known(author: Actor): Actor | Promise<Actor> {
    if (author.isBot !== undefined || !this.#followed.value.sparesBots) return author;
    return this.#isBot(author.id).then((isBot) => ({ ...author, isBot }));
  }

  /** What would become of a message of a person. */
  try(text: string): TriedText {
    const found = this.#followed.value.look(text);
    if (found === null) return { text, detail: null, found: [] };
    const [refusing] = found.refused;
    const hits = [
      ...found.refused,
      ...found.masked.map(({ start, end, rule }) => ({ said: text.slice(start, end), rule })),
    ];
    return {
      text: refusing ? null : masked(text, found.masked),
      detail: refusing ? refusalBy(refusing.rule).detail : null,
      found: hits.map(({ said, rule }) => ({ said, filterId: rule.id })),
    };
  }

  /** Compares with the store. Never rejects. */
  look(): Promise<void> {
    return this.#followed.look();
  }

  close(): Promise<void> {
    return this.#followed.close();
  }

  async #isBot(userId: string): Promise<boolean> {
    const { rows } = await sql<{ isBot: boolean }>`
      SELECT is_bot AS "isBot" FROM users WHERE id = ${userId}`.execute(this.#db);
    return rows[0]?.isBot ?? false;
  }
}

function held(text: string, { refused, masked: places }: Found): string {
  const [refusing] = refused;
  if (refusing) throw refusalBy(refusing.rule);
  return masked(text, places);
}

function sparesBots({ masked, refused }: Found): boolean {
  return [...masked, ...refused].some(({ rule }) => rule.sparesBots);
}

function withoutBots({ masked, refused }: Found): Found {
  const holds = ({ rule }: { rule: Rule }) => !rule.sparesBots;
  return { masked: masked.filter(holds), refused: refused.filter(holds) };
}

function refusalBy({ explanation, kind }: Rule): Refusal {
  const what = kind === "words" ? "a word" : "a link";
  const why = explanation === "" ? "" : ` ${explanation}`;
  return new Refusal(
    "filter.refused",
    `There is ${what} in it that this server does not take.${why}`,
  );
}

/** No markup, as an asterisk may be, and one unit of UTF-16: no text becomes longer. */
const star = "\u2217";

/** A star for each character. */
function masked(text: string, places: readonly { start: number; end: number }[]): string {
  let rest = text;
  for (const { start, end } of places.toReversed()) {
    const stars = star.repeat([...rest.slice(start, end)].length);
    rest = rest.slice(0, start) + stars + rest.slice(end);
  }
  return rest;
}

async function readRules(db: Db): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    SELECT id, kind, action, entries, explanation, spares_bots AS "sparesBots"
    FROM filters WHERE is_on ORDER BY created_at, id`.execute(db);
  return rows;
}

const compile = (rules: readonly Rule[]) => new CompiledFilters(rules);
