import type { AccountUser } from "@roost/protocol/accounts.ts";
import type { SignInWay } from "@roost/protocol/sign-in-history.ts";
import type { Bus } from "../bus/bus.ts";
import { stay } from "../deletions/cancel.ts";
import { Refusal } from "../refusal.ts";
import type { SignInHistory } from "../sign-in-history/sign-in-history.ts";
import type { Db } from "../store/database.ts";
import type { Auth, Entered, WithHeaders } from "./auth.ts";
import { refusing } from "./auth-refusal.ts";
import type { AuthUser } from "./auth-rows.ts";
import type { KnownBrowsers } from "./known-browsers.ts";
import { noteLastUses } from "./last-use.ts";
import { noteLanguage } from "./note-language.ts";
import { endSurplusSessions } from "./session-quota.ts";
import { refuseSuspended } from "./suspension.ts";

export interface SessionStartParts {
  auth: Auth;
  db: Db;
  bus: Pick<Bus, "publish">;
  browsers: KnownBrowsers;
  history: SignInHistory;
  sessionsPerPerson: number;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
  /** A person as they are told who has signed in. */
  userOf(user: AuthUser): Promise<AccountUser>;
  /** Ends the session of a request with these headers. */
  endSession(headers: Headers): Promise<unknown>;
}

/** Begins a session of somebody who has shown who they are. */
export type StartSession = (
  userId: string,
  way: SignInWay,
  headers: Headers,
) => Promise<WithHeaders<Entered>>;

/** What each way to sign in ends with. Throws `auth.suspended`. */
export function startingSessions(parts: SessionStartParts): StartSession {
  const { auth, db, bus, browsers, history, sessionsPerPerson } = parts;
  const { sendsMail, now, userOf, endSession } = parts;
  return async (userId, way, headers) => {
    const call = auth.api.startSession({ body: { userId }, headers, returnHeaders: true });
    const started = await refusing(call);
    const { token, user, sessionId } = started.response;
    await noteLanguage(db, userId, headers.get("accept-language"));
    try {
      // Behind the session: whoever suspends somebody ends those that are there by then.
      await refuseSuspended(db, userId);
      // Who signs in keeps an account that they had begun to delete.
      await stay({ db, sendsMail, now }, userId);
    } catch (error) {
      await endSession(new Headers({ authorization: `Bearer ${token}` }));
      if (error instanceof Refusal) history.keptOut(userId, way, headers, "suspended");
      throw error;
    }
    await noteLastUses(db, new Map([[userId, now()]]));
    const one = { userId, newId: sessionId };
    bus.publish(await endSurplusSessions(db, one, sessionsPerPerson));
    const isKnown = await browsers.isKnown(userId, browsers.read(headers));
    await history.cameIn(userId, way, headers, isKnown);
    if (isOfBrowser(headers)) {
      started.headers.append("set-cookie", await browsers.remember(userId, headers));
    }
    return { answer: { token, user: await userOf(user) }, headers: started.headers };
  };
}

/** Programs send neither, and would be given another cookie each time. */
const isOfBrowser = (headers: Headers) => headers.has("cookie") || headers.has("origin");
