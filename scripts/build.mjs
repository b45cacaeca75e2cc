// Builds the web client, if it is stale.
import { installPackages } from "./install.mjs";
import { withProblemsShown } from "./problem.mjs";
import { findNode } from "./runtime.mjs";
import { buildWebClient } from "./web-client.mjs";

await withProblemsShown(() => {
  installPackages();
  buildWebClient(findNode());
});
