import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { builtAt } from "./build/built-at.ts";
import { developmentProxy } from "./build/development-proxy.ts";
import { directIcons } from "./build/direct-icons.ts";
import { finishedFiles } from "./build/finished-files.ts";
import { partChunks } from "./build/part-chunks.ts";
import { withoutUnusedSyntax } from "./build/unused-syntax.ts";

/** Modules that every first screen needs, besides those of the page itself. */
const shared =
  /node_modules\/(?:react|react-dom|scheduler)\/|\/lucide-react\/dist\/esm\/(?!icons)|\/web\/chat\/(?:art|loading|words)\/|\/person\/(?:hash|initials)\.|\/language\/(?:language|languages|text|message)\.|\/controls\/(?:button|class-names|icon-button|more-rows|notice|spinner|text-field|toast)\.|\/session\/(?!invite|provider-trouble)|\/time\/format\.|\/sdk\/(?!account\.|rest\/(?:account-changes|administration|admission|api-tokens|bots|export-path|my-account|my-data|passkeys|provider|second-factor|sign-ins))|\/protocol\/(?!passkey-limits|account-rules|registration-modes|ranks|rights\.)/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    withoutUnusedSyntax(),
    directIcons(),
    react(),
    tailwindcss(),
    builtAt(),
    finishedFiles(path.join(import.meta.dirname, "dist")),
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
  server: { proxy: developmentProxy },
});
