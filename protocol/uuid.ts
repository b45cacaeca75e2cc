import Type from "typebox";

/**
 * A UUID in lower case. One spelling only, so that ids that are equal are equal as strings, on
 * both sides and in every map.
 */
export const uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** A schema for an id. */
export function Uuid(description: string) {
  return Type.String({ pattern: `^${uuidPattern}$`, description });
}
