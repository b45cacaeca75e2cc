import { randomUUID } from "node:crypto";
import type { Random } from "@roost/stage/random.ts";

/** As much of JSON Schema as our descriptions use. */
export interface Schema {
  $ref?: string;
  const?: unknown;
  enum?: readonly unknown[];
  type?: string | readonly string[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  patternProperties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
}

/** What values are made of. */
export interface Source {
  random: Random;
  /** Finds a schema that another one refers to. */
  resolve(ref: string): Schema;
  /** Something that there is, for a field or parameter of this name; undefined where it is of no such kind. */
  known(name: string): unknown;
}

const longestText = 200;
const mostItems = 3;
const words = [
  "Hello",
  "**bold**",
  "@everyone",
  "👩‍👩‍👧",
  "שלום",
  "`code`",
  "https://example.org/(a)",
  "e\u0301",
];

/** A value that a schema takes, or nearly always does. @param name of its field or parameter. */
export function madeFrom(schema: Schema, name: string, source: Source): unknown {
  const { random } = source;
  if (schema.$ref !== undefined) return madeFrom(source.resolve(schema.$ref), name, source);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const one = random.pick(schema.anyOf ?? schema.oneOf ?? []);
  if (one) return madeFrom(one, name, source);
  const type = typeof schema.type === "string" ? schema.type : random.pick(schema.type ?? []);
  switch (type) {
    case "object":
      return objectOf(schema, source);
    case "array":
      return arrayOf(schema, name, source);
    case "string":
      return textOf(schema, name, source);
    case "integer":
    case "number":
      return source.known(name) ?? numberOf(schema, random);
    case "boolean":
      return random.chance(0.5);
    default:
      return null;
  }
}

function objectOf(schema: Schema, source: Source): object {
  const { random } = source;
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const isNeeded = schema.required?.includes(name) ?? false;
    if (isNeeded || random.chance(0.3)) fields[name] = madeFrom(field, name, source);
  }
  const [ofKey] = Object.values(schema.patternProperties ?? {});
  if (ofKey) {
    const key = String(source.known("roomId") ?? randomUUID());
    fields[key] = madeFrom(ofKey, "version", source);
  }
  return fields;
}

function arrayOf(
  { items = {}, minItems = 0, maxItems = mostItems }: Schema,
  name: string,
  source: Source,
) {
  const most = Math.max(minItems, Math.min(maxItems, mostItems));
  const length = minItems + source.random.below(most - minItems + 1);
  const ofItem = name.endsWith("Ids") ? name.slice(0, -1) : name;
  return Array.from({ length }, () => madeFrom(items, ofItem, source));
}

function textOf(
  { format, pattern, minLength = 0, maxLength = longestText }: Schema,
  name: string,
  source: Source,
) {
  const { random } = source;
  const known = source.known(name);
  if (typeof known === "string" && random.chance(0.9)) return known;
  // Ids are the only texts that have a pattern.
  if (format === "uuid" || pattern?.includes("[0-9a-f]{8}")) return randomUUID();
  if (format === "date-time") return new Date(random.between(0, 4e12)).toISOString();
  const length = minLength + random.below(Math.min(maxLength, longestText) - minLength + 1);
  let text = "";
  while (text.length < length) text += `${random.pick(words)} `;
  return text.slice(0, length);
}

function numberOf({ minimum = -5, maximum = 1_000 }: Schema, random: Random): number {
  return Math.floor(random.between(minimum, Math.min(maximum, minimum + 1_000) + 1));
}
