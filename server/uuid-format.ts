import Format from "typebox/format";

/**
 * Ids have one spelling, the lower-case one that PostgreSQL gives back: two spellings of one id
 * would be two ids to everything that is not the database. Imported wherever the protocol's
 * schemas are compiled.
 */
Format.Set("uuid", (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text));
