import { glob, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The server that the development server passes `/api` and `/ws` on to. */
const server = process.env.ROOST_URL ?? "http://localhost:3000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), precompressed()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    // Every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
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

/** Puts a `.gz` and a `.br` beside each text file, so that the server never compresses one. */
function precompressed(): Plugin {
  return {
    name: "roost-precompressed",
    apply: "build",
    async closeBundle() {
      // What is on the disk is final; a bundle in memory may still be changed by another plugin.
      const dist = path.join(import.meta.dirname, "dist");
      for await (const file of glob("**/*.{js,css,html,svg}", { cwd: dist })) {
        const text = await readFile(path.join(dist, file));
        if (text.length < 1024) continue;
        await writeFile(path.join(dist, `${file}.gz`), gzipSync(text, { level: 9 }));
        await writeFile(path.join(dist, `${file}.br`), brotli(text));
      }
    },
  };
}

function brotli(text: Buffer): Buffer {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}
