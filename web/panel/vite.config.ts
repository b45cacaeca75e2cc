import path from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { builtAt } from "../build/built-at.ts";
import { developmentProxy } from "../build/development-proxy.ts";
import { directIcons } from "../build/direct-icons.ts";
import { finishedFiles } from "../build/finished-files.ts";

const dist = path.join(import.meta.dirname, "../dist/admin");

/** A build of its own, so that nothing of it is in what the chat loads, and no change of one is one of the other. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/admin/",
  // What both have in common is served from the root.
  publicDir: false,
  plugins: [directIcons(), react(), tailwindcss(), builtAt(), finishedFiles(dist)],
  build: {
    outDir: dist,
    // Pages that are open during an upgrade still ask for the files of their build.
    emptyOutDir: false,
    cssCodeSplit: false,
    manifest: true,
    target: "es2023",
    // Every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
    // Fonts and images stay files: the content security policy allows no `data:` fonts.
    assetsInlineLimit: 0,
  },
  server: { proxy: developmentProxy },
});
