/** A bare address in a text: where it stands, and where it leads. */
export interface FoundAddress {
  start: number;
  end: number;
  address: string;
}

const allowed = new Set(["http:", "https:", "mailto:"]);

/** The address if it is one that a message may link to; null for `javascript:`, `data:` and the like. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address);
    return allowed.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Where a bare address surely ends: at space, at what no address holds, and at the punctuation of
 * scripts that put no space behind an address.
 */
const ends = String.raw`\s\p{C}<>"\x60\|\\\u2018-\u201f\u2026\u00ab\u00bb[[\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef]&&[\p{P}\p{S}]]`;
const webAddress = new RegExp(
  String.raw`(?:(?<![a-z0-9])https?://|(?<![a-z0-9.\/@_\-])www\.)[^${ends}]+`,
  "giv",
);

const mailLetter = String.raw`a-z0-9\u00c0-\u024f`;
const mailAddress = new RegExp(
  String.raw`(?<![${mailLetter}.+_\/@\-])[a-z0-9][${mailLetter}.+_\-]{0,63}@(?:[\p{L}\p{N}\-]{1,63}\.){1,8}(?:[a-z]{2,63}|\p{L}{2,63})(?![a-z0-9@_\-])`,
  "giv",
);

/** What ends a sentence rather than an address. */
const trailing = /(?:[?!.,:;*_~'&]|(?![\x21-\x7e])\p{P})$/u;

/** The bare addresses in a text, in their order. Takes time linear in the text. */
export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const { 0: run, index } of text.matchAll(webAddress)) {
    const shown = withoutTrail(upToClosing(hostOfOneScript(run)));
    const address = webLink(shown);
    if (address !== null) found.push({ start: index, end: index + shown.length, address });
  }
  for (const { 0: shown, index } of text.matchAll(mailAddress)) {
    const address = safeLink(`mailto:${shown}`);
    const within = found.some(({ start, end }) => start <= index && index < end);
    if (address !== null && !within)
      found.push({ start: index, end: index + shown.length, address });
  }
  return found.sort((one, other) => one.start - other.start);
}

function webLink(shown: string): string | null {
  const bare = /^www\./i.test(shown);
  if (!/^(?:https?:\/\/|www\.)[\p{L}\p{N}[]/iu.test(shown)) return null;
  return safeLink(bare ? `http://${shown}` : shown);
}

/** `https://x.orgを` is an address and the word behind it: no top-level domain is of two scripts. */
function hostOfOneScript(run: string): string {
  const host = /^(?:https?:\/\/)?[^/?#:]*/i.exec(run)?.[0] ?? "";
  const last = host.lastIndexOf(".") + 1;
  const ascii = /^[a-z]{2,}(?=[^\x21-\x7e])/i.exec(host.slice(last))?.[0];
  return last === 0 || ascii === undefined ? run : run.slice(0, last + ascii.length);
}

/** Up to the first `]` that closes something before the address; what is opened in it may stay. */
function upToClosing(run: string): string {
  let open = 0;
  for (let at = 0; at < run.length; at += 1) {
    if (run[at] === "[") open += 1;
    else if (run[at] === "]" && --open < 0) return run.slice(0, at);
  }
  return run;
}

function withoutTrail(run: string): string {
  let end = run.length;
  let surplus = count(run, ")") - count(run, "(");
  for (; end > 0; end -= 1) {
    const last = run[end - 1] ?? "";
    if (last === ")" && surplus > 0) surplus -= 1;
    else if (!trailing.test(last)) break;
  }
  return run.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
