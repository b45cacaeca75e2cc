type Result<Page> = { page: Page } | { error: unknown };

/** A page on its way. Whoever asked may meanwhile have asked for another in its place. */
export class PageRequest<Part> {
  readonly part: Part;
  /** Resolves when the page, or that of the request in its place, was dealt with. */
  done: Promise<void> = Promise.resolve();

  constructor(part: Part) {
    this.part = part;
  }

  /**
   * @param settle takes the page or the error, and returns the request that is under way then;
   * where this one was replaced, it changes nothing.
   */
  run<Page>(
    load: () => Promise<Page>,
    settle: (result: Result<Page>) => PageRequest<Part> | null,
  ): Promise<void> {
    this.done = load().then(
      (page) => settle({ page })?.done,
      (error: unknown) => settle({ error })?.done,
    );
    return this.done;
  }
}
