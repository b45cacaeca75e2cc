/**
 * The server cannot start (or go on), and the person who started it can do something about it.
 * The message is one paragraph: what is wrong, then the way out.
 */
export class StartError extends Error {
  override readonly name = "StartError";
}
