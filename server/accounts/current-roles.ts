import { isDeepStrictEqual } from "node:util";
import { type ServerRole, serverRoles } from "@roost/protocol/permissions.ts";
import { sql } from "kysely";
import { type Bus, everything, type Unsubscribe } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { type Standing, type StandingRow, withStanding } from "./standing.ts";

/** What a token, a session or an API token knows of its person's role. */
export interface KnownRole {
  role: ServerRole;
  /** Null for who has none. */
  customRoleId: string | null;
}

type CurrentRole = NonNullable<StandingRow["custom"]>;

export interface CurrentRolesParts {
  db: Db;
  bus: Pick<Bus, "subscribe" | "onHealth">;
  onReadError(error: unknown): void;
}

/** A change that a node has stored, and could not tell since it died, is found no later than this. */
const lookEveryMs = 10_000;

/**
 * The custom roles as this node knows them, so that no request has to ask the store what its person may do: read anew
 * when they were changed on any node, and when a bus is back that may have lost that.
 */
export class CurrentRoles {
  readonly #parts: CurrentRolesParts;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribes: Unsubscribe[] = [];
  readonly #listeners = new Set<(roleIds: ReadonlySet<string>) => void>();
  #roles = new Map<string, CurrentRole>();
  /** Ids of roles that were deleted: none comes back. */
  readonly #gone = new Set<string>();
  #looking: Promise<boolean> = Promise.resolve(true);

  /** Reads them, and follows them from then on. */
  static async open(parts: CurrentRolesParts): Promise<CurrentRoles> {
    const roles = new CurrentRoles(parts);
    roles.#roles = await readRoles(parts.db);
    const look = () => void roles.look();
    const ofHealth = parts.bus.onHealth((isUp) => void (isUp && look()));
    roles.#unsubscribes.push(ofHealth, await parts.bus.subscribe("settings", everything, look));
    // Whatever was changed between the reading and the subscription.
    await roles.look();
    return roles;
  }

  private constructor(parts: CurrentRolesParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
    // A server that could not start ends all the same.
    this.#timer.unref();
  }

  /** What somebody is and may do. A role that was not heard of yet is asked of the store. */
  async standingOf({ role, customRoleId }: KnownRole): Promise<Standing> {
    if (customRoleId === null) return withStanding({ role, custom: null });
    const isNews = !this.#roles.has(customRoleId) && !this.#gone.has(customRoleId);
    // Without the store nobody knows whether it permits more or less than its base.
    if (isNews && !(await this.look())) return { role, permissions: [...serverRoles.guest] };
    const custom = this.#roles.get(customRoleId) ?? null;
    if (!custom) this.#gone.add(customRoleId);
    return withStanding({ role, custom });
  }

  /** Has `listener` hear which roles were changed or deleted. */
  onChange(listener: (roleIds: ReadonlySet<string>) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Compares with the store, behind what is being compared. False where that cannot be asked. Never rejects. */
  look(): Promise<boolean> {
    this.#looking = this.#looking.then(() => this.#read());
    return this.#looking;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    await this.#looking;
  }

  async #read(): Promise<boolean> {
    try {
      const before = this.#roles;
      this.#roles = await readRoles(this.#parts.db);
      const changed = [...before].flatMap(([id, role]) =>
        isDeepStrictEqual(this.#roles.get(id), role) ? [] : id,
      );
      if (changed.length > 0) for (const listener of this.#listeners) listener(new Set(changed));
      return true;
    } catch (error) {
      this.#parts.onReadError(error);
      return false;
    }
  }
}

async function readRoles(db: Db): Promise<Map<string, CurrentRole>> {
  const { rows } = await sql<CurrentRole>`
    SELECT id, name, permissions FROM custom_roles`.execute(db);
  return new Map(rows.map((role) => [role.id, role]));
}
