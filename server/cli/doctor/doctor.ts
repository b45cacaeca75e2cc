import { type Config, readConfig } from "../../config.ts";
import { readRoles } from "../../roles.ts";
import { exitCodes } from "../exit-codes.ts";
import { print } from "../print.ts";
import { readArguments, refuseNames } from "../read-arguments.ts";
import { checkDatabase } from "./database.ts";
import { brokenBy, type Finding, ok } from "./finding.ts";
import { checkDisk, checkLimits } from "./machine.ts";
import { checkMail, checkProvider, checkRedis } from "./others.ts";
import { checkProxy } from "./proxy.ts";

/**
 * `doctor`: looks at all that a server needs, whether it runs or not, and says what to do about what is wrong. Changes
 * nothing.
 *
 * @returns the exit code: whether anything is broken.
 * @throws StartError
 */
export async function runDoctor(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { json } = readArguments("doctor", args, {}, (_, names) => {
    refuseNames(names);
    return {};
  });
  const findings = await examine(environment);
  for (const finding of findings) print(json, finding, inWords(finding));
  const isBroken = findings.some(({ state }) => state === "broken");
  return (isBroken ? exitCodes.failed : exitCodes.done).code;
}

/** @param now This machine's clock, in milliseconds. */
export async function examine(
  environment: NodeJS.ProcessEnv,
  now: () => number = Date.now,
): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(environment);
    readRoles(config);
  } catch (error) {
    return [brokenBy("configuration", error)];
  }
  const found = await Promise.all([
    ok("configuration", "All settings have values that are allowed."),
    checkDatabase(config, now),
    checkRedis(config),
    checkMail(config),
    checkProvider(config),
    checkDisk(config),
    checkLimits(),
    checkProxy(config),
  ]);
  return found.flat();
}

function inWords({ check, state, found, advice }: Finding): string {
  const line = `${state.padEnd(8)} ${check.padEnd(14)} ${found}`;
  return advice === null ? line : `${line}\n${" ".repeat(24)}${advice}`;
}
