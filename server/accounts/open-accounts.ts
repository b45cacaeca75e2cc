import { ApiTokens } from "../api-tokens/verify.ts";
import { everything } from "../bus/bus.ts";
import { Accounts, type AccountsParts } from "./accounts.ts";
import { createAuth } from "./auth.ts";
import { scryptPasswords } from "./password.ts";
import { followRoles } from "./roles-now.ts";
import { loadServerSecrets } from "./server-secrets.ts";
import { SessionCookies } from "./session-cookies.ts";
import { Tokens } from "./tokens.ts";

/** Loads secrets and keys; the first start of a server makes them. */
export async function openAccounts(parts: AccountsParts): Promise<Accounts> {
  const { settings, bus, log } = parts;
  const { passwords = scryptPasswords(settings.passwordHashCost) } = parts;
  const { db } = parts.database;
  const secrets = await loadServerSecrets(db, settings.secret);
  const onSessionEnded = ({ id, userId }: { id: string; userId: string }) => {
    bus.publish([{ kind: "session-ended", userId, sessionId: id }]);
  };
  const cookies = new SessionCookies(secrets.serverId, settings);
  const cookiePrefix = cookies.prefix;
  const auth = createAuth({ db, secrets, cookiePrefix, settings, log, onSessionEnded });
  const tokens = new Tokens({
    db,
    auth,
    serverId: secrets.serverId,
    lifetimeSeconds: settings.tokenLifetimeSeconds,
    ...(parts.now && { now: parts.now }),
  });
  await tokens.load();
  // Of this node and of the others.
  await bus.subscribe("session-ended", everything, ({ sessionId }) => tokens.endSession(sessionId));
  await followRoles({ db, bus, tokens, log });
  const apiTokens = new ApiTokens(db, parts.now ?? (() => new Date()));
  await apiTokens.follow(bus);
  const opened = { ...parts, passwords, secret: secrets.secret, apiTokens };
  return new Accounts(opened, auth, tokens, cookies);
}
