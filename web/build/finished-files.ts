import type { Plugin } from "vite";
import { compressFiles } from "./compress.ts";
import { assetsOfBuild, pruneReplacedAssets } from "./replaced-files.ts";

/** What is done with the files of a build once they are on the disk. */
export function finishedFiles(dist: string): Plugin {
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
