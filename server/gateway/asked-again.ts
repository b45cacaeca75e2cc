/** Runs one thing at a time, once more where it was asked for meanwhile. */
export class AskedAgain {
  readonly #work: () => Promise<void>;
  #isRunning = false;
  #isDue = false;

  /** @param work Never rejects. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  async run(): Promise<void> {
    this.#isDue = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#isDue) {
      this.#isDue = false;
      await this.#work();
    }
    this.#isRunning = false;
  }
}
