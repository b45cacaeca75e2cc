/** Which build of the client a page is of. */
export interface PageBuild {
  /** The address of its script, which holds a hash of all the code. */
  script: string;
  /** When it was built, in milliseconds. */
  builtAt: number;
}

/** Null where the page does not say, as under the development server. */
export function buildOf(page: Document): PageBuild | null {
  const script = page.querySelector("script[type=module]")?.getAttribute("src");
  const builtAt = page.querySelector("meta[name=roost-built-at]")?.getAttribute("content");
  return script && builtAt ? { script, builtAt: Date.parse(builtAt) } : null;
}

/**
 * Whether a build replaces the one of this page. While nodes are upgraded one after the other, the next
 * one may serve an older build; and nodes that build the same code do so at times of their own.
 */
export function isNewer(served: PageBuild | null, mine: PageBuild | null): boolean {
  if (served === null || mine === null) return false;
  return served.script !== mine.script && served.builtAt > mine.builtAt;
}
