import { type RawBuilder, sql } from "kysely";
import pg from "pg";

const mark = /^(?:select )?\/\* prepared: (\S+) \*\//i;

/**
 * Stands at the front of a statement that a connection is to prepare once: of what is read for everything
 * that people open, since reading the statement and planning it can take longer than running it. Of one
 * name there is one text.
 */
export function prepared(name: string): RawBuilder<unknown> {
  return sql.raw(`/* prepared: ${name} */`);
}

/** A connection that prepares the statements that say so. */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (first: unknown, ...rest: unknown[]) => unknown;
    const preparing = (first: unknown, ...rest: unknown[]) => {
      const name = typeof first === "string" ? mark.exec(first)?.[1] : undefined;
      return query(name === undefined ? first : { name, text: first }, ...rest);
    };
    this.query = preparing as pg.Client["query"];
  }
}
