import type { ServerSettings } from "@roost/protocol/server-settings.ts";
import type { Bus } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { Followed } from "./followed.ts";
import { readSettings } from "./read.ts";
import type { SettingsEnvironment } from "./table.ts";

export interface CurrentSettingsParts {
  db: Db;
  bus: Pick<Bus, "subscribe" | "onHealth">;
  environment: SettingsEnvironment;
  onReadError(error: unknown): void;
}

/**
 * The settings of the server as this node knows them. What lets people in or keeps them out asks the store instead
 * (`readSettings`).
 */
export class CurrentSettings {
  readonly environment: SettingsEnvironment;
  readonly #followed: Followed<ServerSettings, ServerSettings>;

  /** Reads them, and follows them from then on. */
  static async open({ db, environment, ...parts }: CurrentSettingsParts): Promise<CurrentSettings> {
    const read = () => readSettings(db, environment);
    const prepare = (stored: ServerSettings) => stored;
    return new CurrentSettings(environment, await Followed.open({ ...parts, read, prepare }));
  }

  private constructor(
    environment: SettingsEnvironment,
    followed: Followed<ServerSettings, ServerSettings>,
  ) {
    this.environment = environment;
    this.#followed = followed;
  }

  get values(): ServerSettings {
    return this.#followed.value;
  }

  /** Compares with the store, behind what is being compared. Never rejects. */
  look(): Promise<void> {
    return this.#followed.look();
  }

  close(): Promise<void> {
    return this.#followed.close();
  }
}
