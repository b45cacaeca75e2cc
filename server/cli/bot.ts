import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import { type TokenScope, tokenScopes } from "@roost/protocol/token-scopes.ts";
import { createBot } from "../bots/create.ts";
import { readBots } from "../bots/list.ts";
import { createBotToken } from "../bots/tokens.ts";
import { commandLine } from "../people/change-person.ts";
import type { RunCommand } from "./commands.ts";
import { print } from "./print.ts";
import { oneName, readArguments, refuseNames } from "./read-arguments.ts";
import { readTime } from "./read-time.ts";
import { requirePerson, withStore } from "./with-store.ts";

// All of these work whether the server runs or not.

/** `bot create NAME`: makes the account of a program. Returns the exit code. Throws a `StartError`. */
export const makeBot: RunCommand = async (args, environment) => {
  const options = { "display-name": { type: "string" } } as const;
  const { json, ...wish } = readArguments("bot create", args, options, (values, names) => {
    const username = oneName(names, "Give one user name.");
    return { username, displayName: values["display-name"] ?? username };
  });
  return withStore(environment, async (ctx) => {
    const bot = await createBot(ctx, commandLine, wish, new Date());
    const line = `The bot "${bot.username}" is made. With "bot token ${bot.username}" it gets what it signs in with.`;
    print(json, bot, line);
    return 0;
  });
};

/** `bot list`: prints the bots, a line each. Returns the exit code. Throws a `StartError`. */
export const listBots: RunCommand = async (args, environment) => {
  const { json } = readArguments("bot list", args, {}, (_, names) => {
    refuseNames(names);
    return {};
  });
  return withStore(environment, async ({ database }) => {
    const { bots } = await readBots(database.db, {}, apiTokenLimits.bots, new Date());
    for (const bot of bots) {
      const { username, role, suspension, displayName } = bot;
      const line = [username, role, suspension ? "disabled" : "enabled", displayName];
      print(json, bot, line.join("\t"));
    }
    return 0;
  });
};

/** `bot token NAME`: prints a new API token of a bot. Returns the exit code. Throws a `StartError`. */
export const makeBotToken: RunCommand = async (args, environment) => {
  const options = {
    name: { type: "string" },
    scope: { type: "string", multiple: true },
    until: { type: "string" },
  } as const;
  const { bot, wish, json } = readArguments("bot token", args, options, (values, names) => ({
    bot: oneName(names, "Give the user name of one bot."),
    wish: {
      name: values.name ?? "Command line",
      scopes: (values.scope ?? ["read", "write"]).map(readScope),
      expiresAt: values.until === undefined ? null : readTime(values.until).toISOString(),
    },
  }));
  return withStore(environment, async (ctx) => {
    const { id } = await requirePerson(ctx.database.db, bot);
    const made = await createBotToken(ctx, commandLine, id, wish, new Date());
    print(json, { ...made.token, secret: made.secret }, made.secret);
    return 0;
  });
};

function readScope(typed: string): TokenScope {
  const found = tokenScopes.find((scope) => scope === typed);
  if (found) return found;
  throw new TypeError(`"${typed}" is no scope; there are ${tokenScopes.join(", ")}.`);
}
