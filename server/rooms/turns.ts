const last = new Map<string, Promise<unknown>>();

/**
 * Runs the work for one key after all that was asked for it before. Changes of a room wait for
 * its lock anyway; here they do so without holding a connection each, so that one busy room cannot
 * take all of them.
 */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve();
  const turn = before.then(work, work);
  last.set(key, turn);
  const forget = () => {
    if (last.get(key) === turn) last.delete(key);
  };
  turn.then(forget, forget);
  return turn;
}
