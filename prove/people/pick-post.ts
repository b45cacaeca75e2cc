import type { Random } from "@roost/stage/random.ts";
import type { Post } from "../history.ts";
import type { Crowd } from "./crowd.ts";

const heldBefore = 60;

/** The newer ones more often, as people do. */
export function pickPost(
  crowd: Crowd,
  random: Random,
  fits: (post: Post) => boolean,
): Post | undefined {
  const posts = [...crowd.ledger.posts.values()].filter(
    (post) => post.acknowledgements.length > 0 && fits(post),
  );
  return random.pick(random.chance(0.8) ? posts.slice(-heldBefore) : posts);
}
