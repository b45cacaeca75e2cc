/** Nothing is written more often than this. */
const WRITE_EVERY_MS = 60_000;
const NOTES_TOGETHER = 1_000;

export interface NotesOptions<Note> {
  /** Writes some notes, by their ids, in one statement. They come in the order of the ids. */
  write(notes: readonly [id: string, note: Note][]): Promise<void>;
  /** What is left of two notes of the same id; the later call comes second. */
  merge(before: Note, note: Note): Note;
  onFault(error: unknown): void;
}

/** What is noted in memory, one note an id, and written now and then, many in one statement. */
export class Notes<Note> {
  readonly #options: NotesOptions<Note>;
  #notes = new Map<string, Note>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: NotesOptions<Note>) {
    this.#options = options;
    this.#timer = setInterval(() => void this.write(), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  note(id: string, note: Note): void {
    const before = this.#notes.get(id);
    this.#notes.set(id, before === undefined ? note : this.#options.merge(before, note));
  }

  /** Writes what was noted. What cannot be written now is written the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  /** Writes the last notes. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  async #writeAll(): Promise<void> {
    // In one order on all nodes, so that none waits for the other in a circle.
    const notes = [...this.#notes].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#notes = new Map();
    for (let from = 0; from < notes.length; from += NOTES_TOGETHER) {
      const some = notes.slice(from, from + NOTES_TOGETHER);
      try {
        await this.#options.write(some);
      } catch (error) {
        for (const [id, note] of some) this.#keep(id, note);
        this.#options.onFault(error);
      }
    }
  }

  #keep(id: string, note: Note): void {
    const since = this.#notes.get(id);
    this.#notes.set(id, since === undefined ? note : this.#options.merge(note, since));
  }
}
