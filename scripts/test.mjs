// Runs every check and every test; more arguments go to Vitest. `--checks`: no tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { installPackages, root } from "./install.mjs";
import { withProblemsShown } from "./problem.mjs";
import { findNode } from "./runtime.mjs";
import { installSystemPackages } from "./system-packages.mjs";
import { buildWebClient } from "./web-client.mjs";

const checks = {
  "format and lint": ["@biomejs/biome/bin/biome", "check"],
  types: ["typescript/bin/tsc", "--noEmit"],
  "types of the web client": ["typescript/bin/tsc", "--noEmit", "-p", "web"],
  "unused code": ["knip/bin/knip.js"],
};

await withProblemsShown(() => {
  installPackages();
  const node = findNode();
  const results = runChecks(node);
  const args = process.argv.slice(2);
  if (!args.includes("--checks")) {
    installSystemPackages();
    buildWebClient(node);
    results.push(runTests(node, args));
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  process.exitCode = failed === 0 ? 0 : 1;
  // Once more at the end, which is all that a build server may keep of a long output.
  for (const { failures } of results) for (const name of failures) console.log(`✗ ${name}`);
  console.log(`${passed} passed, ${failed} failed`);
});

function runChecks(node) {
  return Object.entries(checks).map(([name, [file, ...args]]) => {
    const { status } = run(node, [path.join("node_modules", file), ...args]);
    console.log(`${status === 0 ? "✓" : "✗"} ${name}`);
    return status === 0
      ? { passed: 1, failed: 0, failures: [] }
      : { passed: 0, failed: 1, failures: [name] };
  });
}

function runTests(node, args) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "roost-report-"));
  const report = path.join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = run(node, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args]);
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    // A file that could not be loaded, or an error outside any test, is a failure too.
    const brokenFiles = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    );
    const failed = numFailedTests + brokenFiles.length;
    return {
      passed: numPassedTests,
      failed: status === 0 ? failed : Math.max(failed, 1),
      failures: [...failedTests(testResults), ...brokenFiles.map((file) => file.name)],
    };
  } catch {
    return { passed: 0, failed: 1, failures: ["the tests did not run to their end"] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function failedTests(files) {
  return files.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${path.relative(root, file.name)}: ${test.fullName}`),
  );
}

function run(node, args) {
  const bin = path.join(root, "node_modules", ".bin");
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  return spawnSync(node, args, { cwd: root, env, stdio: "inherit" });
}
