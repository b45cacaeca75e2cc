import { type RegistrationMode, registrationModes } from "@roost/protocol/registration-modes.ts";
import { commandLine } from "../people/change-person.ts";
import { changeSettings } from "../server-settings/change.ts";
import { environmentOf } from "../server-settings/table.ts";
import type { RunCommand } from "./commands.ts";
import { print } from "./print.ts";
import { readArguments } from "./read-arguments.ts";
import { withStore } from "./with-store.ts";

/**
 * `registration MODE`: says who may sign up. Works whether the server runs or not; a running one knows of it within a
 * second. Returns the exit code. Throws a `StartError`.
 */
export const setRegistration: RunCommand = async (args, environment) => {
  const { mode, json } = readArguments("registration", args, {}, (_, names) => ({
    mode: readMode(names),
  }));
  return withStore(environment, async ({ database, bus, config }) => {
    const sendsMail = config.smtpUrl !== undefined;
    const parts = { database, bus, environment: environmentOf(config), sendsMail };
    await changeSettings(parts, commandLine, { registration: mode });
    print(json, { registration: mode }, said[mode]);
    return 0;
  });
};

const said: Record<RegistrationMode, string> = {
  open: "Everybody may sign up.",
  domain: "Who has an e-mail address of an allowed domain may sign up.",
  approval: "Everybody may sign up, and waits until somebody lets them in.",
  invite: "Who was given a link may sign up.",
  closed: "Nobody may sign up.",
};

function readMode([typed, ...more]: readonly string[]): RegistrationMode {
  const mode = registrationModes.find((name) => name === typed);
  if (mode && more.length === 0) return mode;
  throw new TypeError(`Say who may sign up: ${registrationModes.join(", ")}.`);
}
