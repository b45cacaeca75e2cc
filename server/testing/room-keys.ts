import pg from "pg";
import type { Database } from "../store/database.ts";
import { distributedTables } from "../store/distribute.ts";

/** A statement as the server sent it. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The column of each distributed table that holds the id of the room, or of the person. */
const keyOf: Readonly<Record<string, string>> = Object.fromEntries(
  distributedTables.map(({ table, key }) => [table, key]),
);

/**
 * Notes every statement that runs on connections that are taken from now on.
 *
 * @returns a function that gives those that `work` ran, in order.
 */
export function recordStatements(
  database: Database,
): (work: () => unknown) => Promise<Statement[]> {
  let recorded: Statement[] = [];
  const known = new WeakSet<pg.PoolClient>();
  const record = (client: pg.PoolClient) => {
    if (known.has(client)) return;
    known.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [first, second] = args;
      const config = typeof first === "string" ? { text: first } : (first as Partial<Statement>);
      const values = config.values ?? (Array.isArray(second) ? second : []);
      recorded.push({ text: config.text ?? "", values });
      return query(...args);
    }) as typeof client.query;
  };
  for (const part of Object.values(database)) {
    if (part instanceof pg.Pool) part.on("acquire", record);
  }
  return async (work) => {
    recorded = [];
    await work();
    return recorded;
  };
}

/** Explains statements with plans that show by which columns each table is reached. */
export class RoomKeys {
  readonly #client: pg.Client;

  constructor(url: string) {
    this.#client = new pg.Client({ connectionString: url });
  }

  async open(): Promise<void> {
    await this.#client.connect();
    // On tables of a few rows other plans are as good, and say less.
    await this.#client.query(
      "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off",
    );
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  /** The distributed tables that a statement reads or writes, each once. */
  async tables(statement: Statement): Promise<string[]> {
    const nodes = await this.#explain(statement);
    return [...new Set(nodes.flatMap((node) => distributed(node) ?? []))];
  }

  /**
   * The distributed tables that a statement reaches by something else than ids that it was
   * given: Citus would have to ask every shard for them.
   */
  async unkeyed(statement: Statement): Promise<string[]> {
    const nodes = await this.#explain(statement);
    const bound = boundColumns(nodes);
    const scans = nodes.filter((node) => node["Node Type"].endsWith("Scan"));
    const unbound = scans.flatMap((node) => {
      const table = distributed(node);
      return table && !bound.has(`${node.Alias}.${keyOf[table]}`) ? table : [];
    });
    return [...new Set(unbound)];
  }

  async #explain({ text, values }: Statement): Promise<PlanNode[]> {
    if (!/^\s*(\/\*.*?\*\/\s*)?(select|insert|update|delete|with)\b/i.test(text)) return [];
    const { rows } = await this.#client.query(`EXPLAIN (VERBOSE, FORMAT JSON) ${text}`, values);
    return [...flatten(rows[0]["QUERY PLAN"][0].Plan)];
  }
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Alias?: string;
  Plans?: PlanNode[];
  [property: string]: unknown;
}

function* flatten(node: PlanNode): Iterable<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* flatten(child);
}

/** The distributed table of a node; a partition counts as its table. */
function distributed(node: PlanNode): string | undefined {
  const table = node["Relation Name"]?.replace(/_\d+$/, "");
  return table !== undefined && table in keyOf ? table : undefined;
}

const conditions = ["Index Cond", "Recheck Cond", "Filter", "Join Filter"];
const column = String.raw`[a-z_]\w*\.[a-z_]\w*`;
const equality = new RegExp(String.raw`\((${column}) = (${column}|ANY \(|'[^']*'::uuid)`, "g");

/** Columns that can only have values that the statement was given, directly or over others. */
function boundColumns(nodes: readonly PlanNode[]): Set<string> {
  const binds = new Map<string, string[]>();
  const bound = [...givenColumns(nodes)];
  for (const node of nodes) {
    for (const [left, right] of equalities(node)) {
      if (/^(ANY|')/.test(right)) bound.push(left);
      if (limits(node, left)) binds.set(right, [...(binds.get(right) ?? []), left]);
      if (limits(node, right)) binds.set(left, [...(binds.get(left) ?? []), right]);
    }
  }
  const found = new Set<string>();
  for (let next = bound.pop(); next !== undefined; next = bound.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    bound.push(...(binds.get(next) ?? []));
  }
  return found;
}

/**
 * Whether a condition of the node limits the rows of a column's table: a scan limits its own, an
 * inner join both, and an outer join those that need not be there.
 */
function limits(node: PlanNode, side: string): boolean {
  if (node.Alias !== undefined) return side.startsWith(`${node.Alias}.`);
  if (node["Join Type"] === "Inner") return true;
  const inner = node.Plans?.find((child) => child["Parent Relationship"] === "Inner");
  if (node["Join Type"] !== "Left" || !inner) return false;
  return [...flatten(inner)].some(({ Alias }) => side.startsWith(`${Alias}.`));
}

/** Pairs of what has to be equal for a row to get out of a node. */
function* equalities(node: PlanNode): Iterable<[string, string]> {
  for (const name of conditions) {
    const condition = String(node[name] ?? "");
    // What holds in one case only binds nothing.
    if (condition.includes(" OR ")) continue;
    for (const [, left = "", right = ""] of condition.matchAll(equality)) yield [left, right];
  }
}

/**
 * Ids of rooms and persons that come out of lists in the statement, or out of a part of it whose tables are
 * looked at themselves.
 */
function* givenColumns(nodes: readonly PlanNode[]): Iterable<string> {
  const lists = new Set(["Function Scan", "Values Scan", "CTE Scan", "Subquery Scan"]);
  for (const node of nodes) {
    if (!lists.has(node["Node Type"])) continue;
    for (const name of ["room_id", "user_id", "id"]) yield `${node.Alias}.${name}`;
  }
}
