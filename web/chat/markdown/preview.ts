const MAX_CHARACTERS = 160;

/**
 * The beginning of a body on one line, without the marks of Markdown. For room lists and
 * announcements: fast and near enough, not a parser.
 */
export function previewOf(body: string): string {
  return body
    .slice(0, 2 * MAX_CHARACTERS)
    .replace(/```\w*\n?/g, " ")
    .replace(/^(?:\s*(?:>|#{1,6} |[-+*] |\d{1,9}[.)] ))+/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)\1/g, "$2")
    .replace(/(^|[\s(])([*_])(?=\S)([^*_\n]+)\2/g, "$1$3")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_CHARACTERS);
}
