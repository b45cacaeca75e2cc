import { toError } from "../errors.ts";
import { PageRequest } from "./page-request.ts";
import type { LoadStatus } from "./views.ts";

export interface ListLoadOptions<Page> {
  take: (page: Page) => void;
  /** What is shown of it may be another now. */
  changed: () => void;
}

/** How far a list was loaded: its first part, and what follows that. */
export class ListLoad<Page> {
  readonly #options: ListLoadOptions<Page>;
  status: LoadStatus = "unloaded";
  error: Error | null = null;
  #request: PageRequest<"first" | "next"> | null = null;

  constructor(options: ListLoadOptions<Page>) {
    this.#options = options;
  }

  get isLoadingMore(): boolean {
    return this.#request?.part === "next";
  }

  /** Loads the first part, unless it is there or on its way. */
  first(load: () => Promise<Page>): Promise<void> {
    if (this.status === "ready") return Promise.resolve();
    if (this.#request) return this.#request.done;
    this.status = "loading";
    return this.#run("first", load);
  }

  /** Loads what follows, unless something is on its way. */
  next(load: () => Promise<Page>): Promise<void> {
    return this.#request ? this.#request.done : this.#run("next", load);
  }

  /** As if it had never been asked for. What is on its way is not taken. */
  forget(): void {
    this.#request = null;
    this.status = "unloaded";
    this.error = null;
  }

  #run(part: "first" | "next", load: () => Promise<Page>): Promise<void> {
    const request = new PageRequest(part);
    this.#request = request;
    this.error = null;
    this.#options.changed();
    return request.run(load, (result) => {
      if (this.#request !== request) return this.#request;
      this.#request = null;
      if ("error" in result) {
        this.error = toError(result.error);
        if (part === "first") this.status = "error";
      } else {
        this.#options.take(result.page);
        this.status = "ready";
      }
      this.#options.changed();
      return null;
    });
  }
}
