import type { Problem } from "@roost/protocol/problem.ts";
import type { Clock } from "../clock.ts";
import { ApiError, NetworkError, OtherPerson } from "../errors.ts";

const TIMEOUT_MS = 30_000;
/** A request that changes nothing is tried this often in all. */
const READ_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 300;
/** Of a token that another one may be taken in place of. */
const REJECTED: readonly string[] = ["auth.token_invalid", "auth.token_expired"];
/** A refusal that asks for more patience than this is handed to the caller. */
const LONGEST_PAUSE_MS = 5_000;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestParts {
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** A file goes as it is, anything else as JSON. */
  body?: unknown;
}

export interface HttpOptions {
  /** `http(s)://host[:port]` */
  url: string;
  fetch: typeof fetch;
  clock: Clock;
  random: () => number;
  /** The bearer token of a request; null for none. */
  token: () => Promise<string | null>;
  /** Whom the requests are for; null where they are for whoever is signed in. */
  userId?: string | null;
  /** The server did not take this token; true where there may be a better one. */
  renew?: (token: string) => boolean;
}

/** Sends requests and reads answers. Throws `ApiError`, `NetworkError` and `OtherPerson`. */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** The type of the answer is the caller's knowledge of the route. */
  async request<T>(method: Method, path: string, parts: RequestParts = {}): Promise<T> {
    const attempts = method === "GET" ? READ_ATTEMPTS : 1;
    let waitedMs = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.#authorized(method, path, parts)) as T;
      } catch (error) {
        // Of what was refused since there was too much of it, nothing was done: it is safe to repeat.
        const isSlowed = error instanceof ApiError && error.code === "request.rate_limited";
        const mayRepeat = isSlowed ? waitedMs < LONGEST_PAUSE_MS : attempt < attempts;
        const pauseMs = mayRepeat ? this.#pauseMs(error, attempt) : null;
        if (pauseMs === null) throw error;
        waitedMs += pauseMs;
        await new Promise<void>((resolve) => {
          this.#options.clock.setTimeout(resolve, pauseMs);
        });
      }
    }
  }

  /** How long to wait before the next attempt; null where it would be of no use. */
  #pauseMs(error: unknown, attempt: number): number | null {
    if (error instanceof NetworkError) {
      return FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + this.#options.random());
    }
    const pauseMs = error instanceof ApiError ? error.retryAfterMs : undefined;
    return pauseMs !== undefined && pauseMs <= LONGEST_PAUSE_MS ? pauseMs : null;
  }

  async #authorized(method: Method, path: string, parts: RequestParts): Promise<unknown> {
    const token = await this.#options.token();
    try {
      return await this.#send(method, path, parts, token);
    } catch (error) {
      const isRejected = error instanceof ApiError && REJECTED.includes(error.code);
      if (!isRejected || token === null || !this.#options.renew?.(token)) throw error;
      return this.#send(method, path, parts, await this.#options.token());
    }
  }

  async #send(
    method: Method,
    path: string,
    { query = {}, body }: RequestParts,
    token: string | null,
  ): Promise<unknown> {
    const url = new URL(path, this.#options.url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const { userId } = this.#options;
    const isFile = body instanceof Blob;
    let response: Response;
    let text: string;
    try {
      response = await this.#options.fetch(url.href, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(userId == null ? {} : { "roost-user": userId }),
          ...(body === undefined
            ? {}
            : { "content-type": isFile ? body.type : "application/json" }),
        },
        ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch (cause) {
      throw new NetworkError(`${url.origin} cannot be reached.`, { cause });
    }
    return read(response, text, url.origin);
  }
}

function read(response: Response, text: string, origin: string): unknown {
  if (response.status === 204) return undefined;
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new NetworkError(`${origin} answered ${response.status}, but not as Roost does.`);
  }
  if (response.ok) return answer;
  if (!isProblem(answer)) throw new NetworkError(`${origin} answered ${response.status}.`);
  if (answer.code === "auth.other_person") throw new OtherPerson(null);
  throw new ApiError(answer);
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === "object" && answer !== null && "code" in answer && "detail" in answer;
}
