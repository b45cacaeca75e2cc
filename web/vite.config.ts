import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compressFiles } from "./build/compress.ts";
import { directIcons } from "./build/direct-icons.ts";
import { partChunks } from "./build/part-chunks.ts";
import { assetsOfBuild, pruneReplacedAssets } from "./build/replaced-files.ts";
import { withoutUnusedSyntax } from "./build/unused-syntax.ts";

/** The server that the development server passes `/api` and `/ws` on to. */
const server = process.env.ROOST_URL ?? "http://localhost:3000";

/** Modules that every first screen needs, besides those of the page itself. */
const shared =
  /node_modules\/(?:react|react-dom|scheduler)\/|\/lucide-react\/dist\/esm\/(?!icons)|\/web\/chat\/(?:art|loading|words)\/|\/person\/(?:hash|initials)\.|\/language\/(?:language|languages|text|message)\.|\/controls\/(?:button|class-names|icon-button|more-rows|notice|spinner|text-field|toast)\.|\/session\/(?!invite|provider-trouble)|\/time\/format\.|\/sdk\/(?!account\.|rest\/(?:account-changes|admission|passkeys|provider|second-factor))|\/protocol\/(?!passkey-limits|account-rules|registration-modes)/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    withoutUnusedSyntax(),
    directIcons(),
    react(),
    tailwindcss(),
    builtAt(),
    finishedFiles(),
  ],
  build: {
    outDir: "dist",
    // Pages that are open during an upgrade still ask for the files of their build.
    emptyOutDir: false,
    // A part of the page never waits for, or fails for, a style sheet of its own.
    cssCodeSplit: false,
    manifest: true,
    target: "es2023",
    // The largest chunk is the names of all emoji, which the first emoji that somebody looks for loads.
    chunkSizeWarningLimit: 700,
    // Every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What all first screens share, in one file: many small ones compress worse.
        codeSplitting: {
          groups: [
            { name: "first", test: shared },
            { name: "index", tags: ["$initial"] },
            ...partChunks,
          ],
        },
      },
    },
    // Fonts and images stay files: the content security policy allows no `data:` fonts.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      // The server only takes writes from its own origin.
      "/api": { target: server, changeOrigin: true, headers: { origin: server } },
      "/ws": { target: server, changeOrigin: true, ws: true, headers: { origin: server } },
    },
  },
});

/** Says in the page when it was built, so that open pages know a later one (`shell/page-build.ts`). */
function builtAt(): Plugin {
  return {
    name: "roost-built-at",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { name: "roost-built-at", content: new Date().toISOString() } },
    ],
  };
}

/** What is done with the files of a build once they are on the disk. */
function finishedFiles(): Plugin {
  const dist = path.join(import.meta.dirname, "dist");
  let before = new Set<string>();
  return {
    name: "roost-finished-files",
    apply: "build",
    buildStart() {
      before = assetsOfBuild(dist);
    },
    async closeBundle() {
      await compressFiles(dist);
      await pruneReplacedAssets(dist, before, Date.now());
    },
  };
}
