import type { Rolldown } from "vite";

/** What is only wanted now and then, and large or not a part of the page: each stays a file of its own. */
const apart =
  /emojibase|\/(?:load-emoji|highlight|strength|differences|rich-text|formats)\.ts$|\/language\/\w+\//;

/**
 * The files that parts of the page are put into, as a file for each would be some 130 requests for every page. What
 * several need is in the first of them: so none waits for one behind it.
 */
const chunks = {
  /** What first screens show besides the page itself, before anybody presses anything. */
  door: /\/entrance\/door\.tsx$/,
  screens: /\/(?:members-panel|room-preview|home-page|background)\.tsx$/,
  tools: /(?<!-dialog|-page|\/entrance\/[\w-]+|\/room-directory)\.tsx?$/,
  pages: /(?:-page|\/room-directory)\.tsx$/,
  dialogs: /-dialog\.tsx$/,
  entrance: /\/entrance\//,
} satisfies Record<string, RegExp>;

export const partChunks: Rolldown.CodeSplittingGroup[] = Object.entries(chunks).map(
  ([name, part]) => ({
    debugName: name,
    name: (id, context) => (partsWith(id, context).some((one) => part.test(one)) ? name : null),
  }),
);

/** The modules which are imported on demand, and need this one at once. */
function partsWith(id: string, context: Rolldown.ChunkingContext): string[] {
  const seen = new Set([id]);
  // A set is walked through while it grows.
  for (const one of seen)
    for (const importer of context.getModuleInfo(one)?.importers ?? []) seen.add(importer);
  return [...seen].filter(
    (one) => !apart.test(one) && (context.getModuleInfo(one)?.dynamicImporters.length ?? 0) > 0,
  );
}
