import type { CreateApiToken, MadeApiToken, MyApiTokens } from "@roost/protocol/api-tokens.ts";
import { sql } from "kysely";
import {
  changeAsPresent,
  isFresh,
  type PasswordParts,
  type PresentChanger,
} from "../accounts/require-password.ts";
import type { Actor } from "../actor.ts";
import type { Bus } from "../bus/bus.ts";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import { listApiTokens } from "./list.ts";
import { makeApiToken } from "./make.ts";
import { endedToken, revokeApiToken } from "./revoke.ts";

export interface OwnApiTokensParts extends PasswordParts {
  bus: Pick<Bus, "publish">;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
}

/** Who looks after the API tokens of their account. */
export interface TokenOwner {
  actor: Actor;
  /** That they are signed in with. */
  sessionId: string;
  /** What they read, as `Accept-Language` says it. */
  accepted: string | null;
}

/** What people do with the API tokens of their own account. It takes a session: no token makes another. */
export class OwnApiTokens {
  readonly #parts: OwnApiTokensParts;

  constructor(parts: OwnApiTokensParts) {
    this.#parts = parts;
  }

  /** Throws `auth.required`. */
  async list(owner: TokenOwner): Promise<MyApiTokens> {
    const { db, now } = this.#parts;
    const me = await this.#present(owner);
    const tokens = await listApiTokens(db, me.userId);
    return { tokens, passwordNeeded: !isFresh(me, now()) };
  }

  /** Makes one. Throws as `makeApiToken` and `changeAsPresent` do. */
  async create(
    owner: TokenOwner,
    { currentPassword, ...wish }: CreateApiToken,
  ): Promise<MadeApiToken> {
    const { sendsMail, now } = this.#parts;
    const me = await this.#present(owner);
    const { userId } = me;
    return changeAsPresent(this.#parts, me, currentPassword, async (tx) => {
      const made = await makeApiToken(tx, owner.actor, userId, wish, now());
      const mail = { kind: "api-token-made", userId } as const;
      if (sendsMail) await queueMail(tx, mail, preferredLanguage(owner.accepted), now());
      return made;
    });
  }

  /** Throws `token.not_found`. */
  async revoke({ actor }: TokenOwner, tokenId: string): Promise<void> {
    const { db, bus } = this.#parts;
    await db.transaction().execute((tx) => revokeApiToken(tx, actor, actor.id, tokenId));
    bus.publish([endedToken({ userId: actor.id, tokenId })]);
  }

  async #present({ actor, sessionId, accepted }: TokenOwner): Promise<PresentChanger> {
    const { id: userId, address = null } = actor;
    const { rows } = await sql<{ username: string; signedInAt: Date }>`
      SELECT u.username, s.created_at AS "signedInAt"
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = ${sessionId} AND s.user_id = ${userId} AND s.expires_at > now()`.execute(
      this.#parts.db,
    );
    const [found] = rows;
    if (!found) throw new Refusal("auth.required");
    return { userId, sessionId, address, accepted, ...found };
  }
}
