import { PatchServerSettings, ServerSettingsState } from "@roost/protocol/server-settings.ts";
import { changeSettings } from "../../server-settings/change.ts";
import { getServerSettings } from "../../server-settings/read.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["administration"];

export function serverSettingsRoutes(app: App, { ctx }: RouteParts): void {
  const { environment } = ctx.settings;
  app.get(
    "/admin/settings",
    {
      schema: {
        operationId: "serverSettings",
        tags,
        summary: "How this server is run",
        response: {
          200: json("Each setting, with where it comes from.", ServerSettingsState),
          ...problems(...refusals("serverSettings")),
        },
      },
    },
    (request) => getServerSettings(ctx.database.db, environment, me(request)),
  );

  app.patch(
    "/admin/settings",
    {
      schema: {
        operationId: "setServerSettings",
        tags,
        summary: "Change how this server is run",
        description:
          "All that are named, or none; at once, on all nodes. Null gives a setting its fallback again.",
        body: PatchServerSettings,
        response: {
          200: json("Each setting, as it is now.", ServerSettingsState),
          ...problems(
            ...refusals("setServerSettings"),
            ...badBody,
            "setting.invalid",
            "setting.fixed",
            "retention.not_tried",
          ),
        },
      },
    },
    async (request) => {
      const changed = await changeSettings({ ...ctx, environment }, me(request), request.body);
      // Whoever has changed something is answered by this node as it is now.
      await ctx.settings.look();
      return changed;
    },
  );
}
