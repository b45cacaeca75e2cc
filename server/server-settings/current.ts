import type { ServerSettings } from "@roost/protocol/server-settings.ts";
import { type Bus, everything, type Unsubscribe } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { readSettings } from "./read.ts";
import type { SettingsEnvironment } from "./table.ts";

export interface CurrentSettingsParts {
  db: Db;
  bus: Pick<Bus, "subscribe" | "onHealth">;
  environment: SettingsEnvironment;
  onReadError(error: unknown): void;
}

/** A change that a node has stored, and could not tell since it died, is found no later than this. */
const lookEveryMs = 10_000;

/**
 * The settings of the server as this node knows them: read anew when they were changed on any node, and when a bus is
 * back that may have lost that. What lets people in or keeps them out asks the store instead (`readSettings`).
 */
export class CurrentSettings {
  readonly environment: SettingsEnvironment;
  readonly #parts: CurrentSettingsParts;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribes: Unsubscribe[] = [];
  #values: ServerSettings;
  #looking = Promise.resolve();

  /** Reads them, and follows them from then on. */
  static async open(parts: CurrentSettingsParts): Promise<CurrentSettings> {
    const settings = new CurrentSettings(parts, await readSettings(parts.db, parts.environment));
    const look = () => void settings.look();
    const ofHealth = parts.bus.onHealth((isUp) => void (isUp && look()));
    settings.#unsubscribes.push(ofHealth, await parts.bus.subscribe("settings", everything, look));
    // Whatever was changed between the reading and the subscription.
    await settings.look();
    return settings;
  }

  private constructor(parts: CurrentSettingsParts, values: ServerSettings) {
    this.#parts = parts;
    this.#values = values;
    this.environment = parts.environment;
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
    // A server that could not start ends all the same.
    this.#timer.unref();
  }

  get values(): ServerSettings {
    return this.#values;
  }

  /** Compares with the store, behind what is being compared. Never rejects. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#read());
    return this.#looking;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    await this.#looking;
  }

  async #read(): Promise<void> {
    try {
      this.#values = await readSettings(this.#parts.db, this.environment);
    } catch (error) {
      this.#parts.onReadError(error);
    }
  }
}
