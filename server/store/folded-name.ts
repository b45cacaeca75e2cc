import { fold, sortKey } from "@roost/protocol/folding.ts";

/** To be raised when folding changes: all rows are then folded again, at the next start. */
export const foldingVersion = 1;

/** The columns that a name is found and put in order by. */
export interface FoldedName {
  name_folded: string;
  name_order: string;
  /** What the others were made from, to tell which are out of date. */
  folded_from: string;
}

/**
 * A name's columns, to be written with it.
 *
 * @param also What else finds it.
 */
export function foldedName(name: string, also = ""): FoldedName {
  return {
    name_folded: fold(`${name} ${also}`),
    name_order: sortKey(name),
    folded_from: `${foldingVersion} ${name}`,
  };
}

/** A person's columns: `@ann` finds them too. */
export function foldedPerson(displayName: string, username: string): FoldedName {
  return foldedName(displayName, `@${username}`);
}
