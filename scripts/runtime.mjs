import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";
import { Problem } from "./problem.mjs";

/** The first major version of Node that runs the server's files as they are. */
const oldestMajor = 24;

/** Whether this process runs on a Node that can run the server. */
export const isRecentNode = Number.parseInt(process.versions.node, 10) >= oldestMajor;

/** The Node to run the server with: the one that npm installed, or else this one. */
export function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "node.exe" : "node";
  const packageName = `node-${platform}-${process.arch}`;
  const pinned = path.join(root, "node_modules", packageName, "bin", program);
  if (existsSync(pinned)) return pinned;
  if (isRecentNode) return process.execPath;
  throw new Problem(
    `Roost needs Node ${oldestMajor}, which npm installs on Linux and Windows (x64, and arm64 on Linux). Here it did not (this is Node ${process.versions.node} on ${process.platform}-${process.arch}). Install Node ${oldestMajor} from https://nodejs.org, or run "npm install --include=optional".`,
  );
}
