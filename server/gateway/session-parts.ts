import type { Hello } from "@roost/protocol/up.ts";
import type { Context } from "../context.ts";
import type { OpenConnections } from "../limits/open-connections.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import type { EncodedFrame } from "./frame.ts";
import type { PersonFeeds } from "./person-feeds.ts";
import type { Present } from "./present.ts";
import type { Questions, Visitor } from "./questions.ts";
import type { RoomFeeds } from "./room-feeds.ts";
import type { SignalParts } from "./signals.ts";

/** What all sessions of a node share. */
export interface SessionParts extends SignalParts {
  ctx: Context;
  rates: RateLimits;
  open: OpenConnections;
  feeds: RoomFeeds;
  persons: PersonFeeds;
  questions: Questions;
  present: Present;
  emoji: { readonly inWelcome: { emojiVersion?: number } };
  /** Those who could not be told all of their person, since the store was away. */
  behind: Set<{ catchUp(): void }>;
  /** What a newcomer is told of the server's health, if there is anything to tell. */
  complaint(): EncodedFrame | null;
  /** Told that somebody did something with the device of a sign-in. */
  onUse(sessionId: string): void;
  onFault(error: unknown): void;
}

/** Checks the hello's token or the cookie. Throws `Refusal` with an `auth.…` code. */
export type Authenticate = (hello: Hello) => Promise<Visitor>;
