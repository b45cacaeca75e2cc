import type { OwnRow } from "@roost/protocol/own.ts";
import type { PatchScheduled, Scheduled } from "@roost/protocol/scheduled.ts";
import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import { NetworkError, TextRefused } from "./errors.ts";
import type { Observable } from "./observable.ts";
import type { OwnView } from "./replica/own-rows.ts";
import type { Api } from "./rest/api.ts";
import type { Standing } from "./sending/pending.ts";
import { randomUuid } from "./sending/uuid.ts";

type ScheduledApi = Pick<Api, "schedule" | "editScheduled" | "unschedule">;

/**
 * What I have written to be sent later by the server, on all my devices. Methods reject with `ApiError` or
 * `NetworkError`; then nothing is known to be changed, and they may be repeated.
 */
export class ScheduledMessages {
  /** By the ids that they are posted with. */
  readonly all: Observable<OwnView<"scheduled">>;
  readonly #api: ScheduledApi;
  /** The ids of those of which it is not known whether the server has them, by what they say and where. */
  readonly #inDoubt = new Map<string, string>();

  constructor(api: ScheduledApi, all: Observable<OwnView<"scheduled">>) {
    this.#api = api;
    this.all = all;
  }

  /**
   * Has a message sent at a time. After a `NetworkError`, the same text again, also at another time, is the
   * same message: nothing is sent twice where the answer alone was lost. Rejects with `TextRefused` for a body that no server would take. */
  async add(
    roomId: string,
    text: string,
    sendAt: Date,
    { replyTo, threadNumber, alsoInRoom }: Omit<Standing, "forward" | "holdMs"> = {},
  ): Promise<OwnRow> {
    const body = normalizeBody(text);
    const problem = checkBody(body);
    if (problem) throw new TextRefused(problem);
    const message = {
      ...{ roomId, body },
      ...(replyTo !== undefined && { replyTo }),
      ...(threadNumber !== undefined && { threadNumber }),
      ...(alsoInRoom && { alsoInRoom }),
    };
    const key = JSON.stringify(message);
    const id = this.#inDoubt.get(key) ?? randomUuid();
    this.#inDoubt.set(key, id);
    let isInDoubt = false;
    try {
      return await this.put(id, { ...message, sendAt: sendAt.toISOString() });
    } catch (error) {
      isInDoubt = error instanceof NetworkError;
      throw error;
    } finally {
      if (!isInDoubt) this.#inDoubt.delete(key);
    }
  }

  /** One under the id that it has: to bring back what was taken away. */
  put(
    clientMessageId: string,
    { roomId, movedFrom, sending, failure, ...rest }: Scheduled,
  ): Promise<OwnRow> {
    return this.#api.schedule(roomId, { clientMessageId, ...rest });
  }

  edit(id: string, change: PatchScheduled): Promise<OwnRow> {
    return this.#api.editScheduled(id, change);
  }

  /** Also for one that was refused. */
  sendNow(id: string): Promise<OwnRow> {
    return this.#api.editScheduled(id, { sendAt: new Date(0).toISOString() });
  }

  remove(id: string): Promise<OwnRow | null> {
    return this.#api.unschedule(id);
  }
}
