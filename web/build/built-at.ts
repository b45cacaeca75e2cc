import type { Plugin } from "vite";

/** Says in the page when it was built, so that open pages know a later one (`shell/page-build.ts`). */
export function builtAt(): Plugin {
  return {
    name: "roost-built-at",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { name: "roost-built-at", content: new Date().toISOString() } },
    ],
  };
}
