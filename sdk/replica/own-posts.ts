import type { Changes } from "@roost/protocol/changes.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Thread } from "@roost/protocol/thread.ts";

/** More than these in one room are not kept, but asked for. */
const HELD_MESSAGES = 100;

/** What was posted, as it was acknowledged. */
export interface OwnPost {
  message: Message;
  /** That it stands in, with it. */
  thread: Thread | undefined;
}

interface Posts {
  /** The highest version that was acknowledged. */
  upTo: number;
  /** By version, what the room has not got to yet. */
  held: Map<number, OwnPost>;
}

/** R19: what the present connection posted, and the replica may not have got to. */
export class OwnPosts {
  readonly #rooms = new Map<string, Posts>();

  /** A version of the room was acknowledged. */
  heard(roomId: string, version: number): void {
    const posts = this.#of(roomId);
    posts.upTo = Math.max(posts.upTo, version);
  }

  /** The versions before this message are not here yet. */
  hold(post: OwnPost): void {
    const { roomId, version } = post.message;
    const { held } = this.#of(roomId);
    if (held.size < HELD_MESSAGES) held.set(version, post);
  }

  /** Takes out what follows `version` without a gap; what is older is not needed any more. */
  takeAfter(roomId: string, version: number): OwnPost[] {
    const held = this.#rooms.get(roomId)?.held ?? new Map<number, OwnPost>();
    const next: OwnPost[] = [];
    for (let post = held.get(version + 1); post; post = held.get(post.message.version + 1)) {
      next.push(post);
    }
    for (const one of held.keys()) if (one <= version + next.length) held.delete(one);
    return next;
  }

  /** The highest version of the room that was acknowledged; 0 where none was. */
  upTo(roomId: string): number {
    return this.#rooms.get(roomId)?.upTo ?? 0;
  }

  forget(roomId: string): void {
    this.#rooms.delete(roomId);
  }

  /** The connection is gone: the next hello asks for all of it. */
  clear(): void {
    this.#rooms.clear();
  }

  #of(roomId: string): Posts {
    const posts = this.#rooms.get(roomId) ?? { upTo: 0, held: new Map() };
    this.#rooms.set(roomId, posts);
    return posts;
  }
}

/** The change of its room that a post is. */
export function changeOf({ message, thread }: OwnPost): Changes {
  const { roomId, version } = message;
  const threads = thread ? { threads: [thread] } : {};
  return { roomId, since: version - 1, version, messages: [message], ...threads };
}
