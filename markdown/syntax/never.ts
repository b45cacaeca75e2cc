/**
 * What CommonMark has and chat does not: raw HTML (it is text), reference definitions (they would vanish
 * from the message), underlined headings (a line of dashes is a rule), character references and line
 * ends behind a backslash (people mean what they type). By the names that the parser has for them; the web
 * client is built without them.
 */
export const never = [
  "htmlFlow",
  "htmlText",
  "definition",
  "setextUnderline",
  "characterReference",
  "characterEscape",
  "hardBreakEscape",
];

/** What CommonMark has and our own syntax takes the place of. */
export const replaced = ["codeFenced"];
