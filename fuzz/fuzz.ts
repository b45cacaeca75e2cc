import { type Rule, serverRoles } from "@roost/protocol/permissions.ts";
import { type Operation, rights } from "@roost/protocol/rights.ts";
import { Random } from "@roost/stage/random.ts";
import { openStage } from "@roost/stage/stage.ts";
import { type Finding, findingIn } from "./check.ts";
import { type FrameParts, tryFrames } from "./frames.ts";
import { type ApiDocument, type Attempt, attemptOf, type Route, routesOf } from "./request.ts";
import { closeAgent, send } from "./send.ts";
import type { Schema, Source } from "./value.ts";
import { knownIn, openWorld, signInAgain, type World } from "./world.ts";

export interface FuzzOptions {
  /** Requests and frames, half of them each. */
  count: number;
  seed: number;
  say(line: string): void;
}

export interface Fuzzed {
  findings: Finding[];
  /** Answers, by status. */
  statuses: Record<string, number>;
  /** Operations that were carried out at least once. */
  succeeded: string[];
  /** Those that never were. */
  refused: string[];
}

type Results = Pick<Fuzzed, "findings" | "statuses">;

/** Requests that are under way together. */
const lanes = 8;
const saidEvery = 10_000;
/** The server answers the same way again and again; more of them say nothing new. */
const findingsMax = 50;

/** Sends requests and frames that are made from the schemas, and broken, to a server of its own. */
export async function fuzz({ count, seed, say }: FuzzOptions): Promise<Fuzzed> {
  const environment = { PASSWORD_HASH_COST: "10", LOG_LEVEL: "fatal" };
  const stage = await openStage({ environment });
  try {
    const [node] = stage.nodes;
    if (!node) throw new Error("The stage has no server");
    let isUp = true;
    void node.ended.then(() => {
      isUp = false;
    });
    const world = await openWorld(stage.url);
    const before = await world.annSees();
    const result: Results = { findings: [], statuses: {} };
    const document = (await (await fetch(`${stage.url}/api/openapi.json`)).json()) as ApiDocument;
    const random = new Random(seed);
    const tries = new Tries(world, document, result, random.fork("requests"), say);
    await tries.run(Math.ceil(count / 2));
    say("requests are done; frames follow");
    await tryFrames(
      framesOf(world, tries, result, node.gatewayUrl, random.fork("frames")),
      Math.floor(count / 2),
    );
    if (isUp && (await world.annSees()) !== before) {
      result.findings.push({ rule: "change", detail: "What is Ann's alone was changed." });
    }
    say("frames are done; what administrators ask follows");
    if (isUp) await tries.runAsAdministrator(Math.ceil(count / 4));
    if (!isUp) result.findings.push({ rule: "end", detail: "The server has ended." });
    return { ...result, ...tries.outcome() };
  } finally {
    closeAgent();
    await stage.close();
  }
}

function framesOf(
  world: World,
  tries: Tries,
  { findings }: Results,
  gatewayUrl: string,
  random: Random,
): FrameParts {
  const source: Source = { random, resolve: tries.resolve, known: knownIn(world, random) };
  const found = (finding: Finding) =>
    void (findings.length < findingsMax && findings.push(finding));
  return { gatewayUrl, source, person: tries.eve, secrets: world.secrets, found };
}

/** Requests of one person, on all routes alike. */
class Tries {
  readonly #world: World;
  readonly #routes: readonly Route[];
  readonly #result: Results;
  readonly #source: Source;
  readonly #say: (line: string) => void;
  readonly #succeeded = new Set<string>();
  readonly resolve: (ref: string) => Schema;
  eve: World["eve"];
  #renewing: Promise<World["eve"]> | null = null;

  constructor(
    world: World,
    document: ApiDocument,
    result: Results,
    random: Random,
    say: (line: string) => void,
  ) {
    this.#world = world;
    this.#routes = routesOf(document);
    this.#result = result;
    this.resolve = (ref) => document.components.schemas[ref.slice(ref.lastIndexOf("/") + 1)] ?? {};
    this.#source = { random, resolve: this.resolve, known: knownIn(world, random) };
    this.#say = say;
    this.eve = world.eve;
  }

  /** On all routes, as somebody who is nobody's administrator. */
  async run(count: number): Promise<void> {
    await this.#send(count, this.#routes, this.#world.secrets);
  }

  /** On the routes that a member is refused. An administrator may see, and change, what is Ann's. */
  async runAsAdministrator(count: number): Promise<void> {
    await this.#world.promoteEve();
    const routes = this.#routes.filter(
      ({ operationId }) => !isForMembers(operationId as Operation),
    );
    await this.#send(count, routes, []);
  }

  outcome(): Pick<Fuzzed, "succeeded" | "refused"> {
    const ids = this.#routes.map(({ operationId }) => operationId);
    return {
      succeeded: ids.filter((id) => this.#succeeded.has(id)),
      refused: ids.filter((id) => !this.#succeeded.has(id)),
    };
  }

  /** @param secrets What the answers are not to have. */
  async #send(count: number, routes: readonly Route[], secrets: readonly string[]): Promise<void> {
    let left = count;
    const work = async () => {
      while (left > 0 && this.#result.findings.length < findingsMax) {
        left -= 1;
        if (left % saidEvery === 0) this.#say(`${count - left} requests`);
        const route = routes[left % routes.length] as Route;
        await this.#try(attemptOf(route, this.#source, this.eve), this.eve, secrets);
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    this.eve = await signInAgain(this.#world.url, this.eve);
  }

  /** @param used Who it is sent as. */
  async #try(attempt: Attempt, used: World["eve"], secrets: readonly string[]): Promise<void> {
    const { url } = this.#world;
    const { findings, statuses } = this.#result;
    try {
      const answer = await send(url, attempt);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const finding = findingIn(answer, secrets, () => asWritten(attempt));
      if (finding) findings.push(finding);
      if (answer.status < 300) this.#succeeded.add(attempt.operationId);
      const wasEnded = answer.status < 300 && /^(?:signOut|revoke)/.test(attempt.operationId);
      if (wasEnded || answer.body.includes("auth.token_expired")) await this.#renew(used);
    } catch (error) {
      findings.push({ rule: "end", detail: `${error}\n${asWritten(attempt)}` });
    }
  }

  /** Signs in again where that session may have ended. Of several that find it so, one does. */
  async #renew(used: World["eve"]): Promise<void> {
    if (this.eve !== used) return;
    this.#renewing ??= signInAgain(this.#world.url, used).finally(() => {
      this.#renewing = null;
    });
    this.eve = await this.#renewing;
  }
}

/** Whether the role of a member lets them do it at all. */
function isForMembers(operation: Operation): boolean {
  const { permission }: Rule = rights[operation];
  return permission === undefined || serverRoles.member.includes(permission);
}

function asWritten({ method, path, headers, body }: Attempt): string {
  const shown = Object.entries(headers).filter(([name]) => name !== "authorization");
  const text = body?.toString().slice(0, 2_000) ?? "";
  return `${method} ${path.slice(0, 500)}\n${JSON.stringify(Object.fromEntries(shown))}\n${text}`;
}
