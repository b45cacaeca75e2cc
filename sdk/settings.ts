import { defaultSettings } from "@roost/protocol/default-settings.ts";
import type { SettingName, Settings as Values } from "@roost/protocol/settings.ts";
import { Derived, type Observable } from "./observable.ts";
import type { OwnView } from "./replica/own-rows.ts";
import type { Api } from "./rest/api.ts";

interface Choice {
  value: Values[SettingName];
  /** When it is answered. */
  asked: Promise<unknown>;
}

/** What I chose for all my devices. What is chosen here counts at once, and is undone where the server refuses it. */
export class Settings {
  /** All of them. Of what I have not chosen, and of what this client does not know, the value is its own. */
  readonly all = new Derived<Values>(() => this.#list());
  readonly #rows: Observable<OwnView<"setting">>;
  readonly #api: Pick<Api, "setSetting">;
  readonly #chosen = new Map<SettingName, Choice>();

  constructor(api: Pick<Api, "setSetting">, rows: Observable<OwnView<"setting">>) {
    this.#api = api;
    this.#rows = rows;
    rows.subscribe(() => this.all.changed());
  }

  /** Rejects with `ApiError` or `NetworkError`. */
  async set<Name extends SettingName>(name: Name, value: Values[Name]): Promise<void> {
    // One after the other: the last choice is the one that stays.
    const before = this.#chosen.get(name)?.asked ?? Promise.resolve();
    const asked = before.catch(() => {}).then(() => this.#api.setSetting(name, value));
    this.#choose(name, { value, asked });
    try {
      await asked;
    } finally {
      if (this.#chosen.get(name)?.asked === asked) this.#choose(name, null);
    }
  }

  #choose(name: SettingName, choice: Choice | null): void {
    if (choice) this.#chosen.set(name, choice);
    else this.#chosen.delete(name);
    this.all.changed();
  }

  #list(): Values {
    const rows = this.#rows.get();
    const values: Record<string, unknown> = { ...defaultSettings };
    for (const [name, usual] of Object.entries(defaultSettings)) {
      const value = this.#chosen.get(name as SettingName)?.value ?? rows.get(name)?.value;
      // A later version may take what this one does not know.
      if (typeof value === typeof usual) values[name] = value;
    }
    return values as unknown as Values;
  }
}
