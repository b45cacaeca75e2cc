import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** What was forwarded carries a text that its source had, and says where that stands, or, of a direct, not. */
export function checkForwards({ posts, rewrites }: History, store: Store, report: Report): void {
  const asked = new Map(
    posts.map((post) => [`${post.roomId} ${post.authorId} ${post.clientMessageId}`, post]),
  );
  const texts = new Map<string, Set<string>>();
  const say = (id: string, text: string) => texts.set(id, (texts.get(id) ?? new Set()).add(text));
  for (const { roomId, number, body } of rewrites) say(`${roomId}.${number}`, body);
  for (const { roomId, number, authorId, clientMessageId } of store.database.messages) {
    const post = asked.get(`${roomId} ${authorId} ${clientMessageId}`);
    if (post) say(`${roomId}.${number}`, post.body);
  }
  const rooms = new Set(store.database.rooms.map(({ id }) => id));
  const directs = new Set(store.database.rooms.flatMap(({ id, userIds }) => (userIds ? [id] : [])));
  for (const row of store.database.messages) {
    const { roomId, number, authorId, clientMessageId, forwarded, deleted } = row;
    const post = asked.get(`${roomId} ${authorId} ${clientMessageId}`);
    if (!post || deleted) continue;
    const name = `${roomId}.${number}`;
    const { forward } = post;
    if (!forward || !forwarded) {
      if (forward || forwarded) report("forwarded", `${name} forwards nothing, or should`);
      continue;
    }
    const of = `${forward.roomId}.${forward.number}`;
    // The room that it is from was deleted since.
    if (!rooms.has(forward.roomId)) continue;
    const said = [...(texts.get(of) ?? [])];
    if (!said.some((text) => forwarded.body.startsWith(text))) {
      report("forwarded", `${name} has a text that ${of} never had: "${forwarded.body}"`);
    }
    const { source } = forwarded;
    const where = source && `${source.roomId}.${source.number}`;
    if (where !== (directs.has(forward.roomId) ? null : of)) {
      report("forwarded", `${name} is said to be from ${where}, not from ${of}`);
    }
  }
}
