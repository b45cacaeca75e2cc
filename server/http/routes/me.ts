import { ChangesQuery } from "@roost/protocol/http.ts";
import { OwnRow } from "@roost/protocol/own.ts";
import { PersonChanges } from "@roost/protocol/person.ts";
import { MyPresence, PatchPresence } from "@roost/protocol/presence.ts";
import { SetSetting, Settings } from "@roost/protocol/settings.ts";
import { Me, PatchProfile, Profile } from "@roost/protocol/user.ts";
import { getMe } from "../../accounts/directory.ts";
import { setProfile } from "../../accounts/set-profile.ts";
import { getSettings, setSetting } from "../../own/setting.ts";
import { getMyPresence, setMyPresence } from "../../presence/mine.ts";
import { myChangesSince } from "../../rooms/my-changes.ts";
import { me } from "../authenticate.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems, refusals, rowOrNull } from "./answers.ts";
import { SettingParameters } from "./parameters.ts";
import type { RouteParts } from "./parts.ts";

export function meRoutes(app: App, { ctx }: RouteParts): void {
  app.get(
    "/me",
    {
      schema: {
        operationId: "me",
        tags: ["people"],
        summary: "Who I am",
        response: {
          200: json("I, with my e-mail address and my role.", Me),
          ...problems(...refusals("me")),
        },
      },
    },
    (request) => getMe(ctx, me(request)),
  );

  app.get(
    "/me/presence",
    {
      schema: {
        operationId: "myPresence",
        tags: ["people"],
        summary: "What I say of myself, and what of my presence I hide",
        description: "Whether others are online is told by the gateway (`watch`).",
        response: {
          200: json(
            "My status, until when I do not want to be disturbed, and what I hide.",
            MyPresence,
          ),
          ...problems(...refusals("myPresence")),
        },
      },
    },
    (request) => getMyPresence(ctx, me(request)),
  );

  app.patch(
    "/me/presence",
    {
      schema: {
        operationId: "setPresence",
        tags: ["people"],
        summary: "Set a status, do not disturb, and what I hide",
        description: "Told to those who look. What is left out stays; null takes it away.",
        body: PatchPresence,
        response: {
          200: json("As it is now.", MyPresence),
          ...problems(
            ...refusals("setPresence"),
            ...badBody,
            "text.empty",
            "text.too_long",
            "filter.refused",
          ),
        },
      },
    },
    (request) => setMyPresence(ctx, me(request), request.body),
  );

  app.patch(
    "/me/profile",
    {
      schema: {
        operationId: "setProfile",
        tags: ["people"],
        summary: "Say something of myself",
        description:
          "My display name, pronouns, time zone, and some words. What is left out stays; null takes it away. All of it is read at `/api/users/:userId`.",
        body: PatchProfile,
        response: {
          200: json("As others see it now.", Profile),
          ...problems(
            ...refusals("setProfile"),
            ...badBody,
            "text.empty",
            "text.too_long",
            "filter.refused",
            "text.invalid_characters",
          ),
        },
      },
    },
    (request) => setProfile(ctx, me(request), request.body),
  );

  app.get(
    "/me/settings",
    {
      schema: {
        operationId: "settings",
        tags: ["people"],
        summary: "What I chose for all my devices",
        response: {
          200: json("All settings: as I chose them, or as they are for everybody.", Settings),
          ...problems(...refusals("settings")),
        },
      },
    },
    (request) => getSettings(ctx, me(request)),
  );

  app.put(
    "/me/settings/:settingName",
    {
      schema: {
        operationId: "setSetting",
        tags: ["people"],
        summary: "Choose a setting for all my devices",
        params: SettingParameters,
        body: SetSetting,
        response: {
          200: json("The row of my log.", OwnRow),
          ...problems(...refusals("setSetting"), ...badBody, "setting.not_found", "me.full"),
        },
      },
    },
    (request) => setSetting(ctx, me(request), request.params.settingName, request.body.value),
  );

  app.delete(
    "/me/settings/:settingName",
    {
      schema: {
        operationId: "resetSetting",
        tags: ["people"],
        summary: "Take back what I chose",
        params: SettingParameters,
        response: {
          200: json("The row of my log; null where I had chosen nothing.", rowOrNull),
          ...problems(...refusals("resetSetting"), "setting.not_found"),
        },
      },
    },
    (request) => setSetting(ctx, me(request), request.params.settingName, null),
  );

  app.get(
    "/me/changes",
    {
      schema: {
        operationId: "myChanges",
        tags: ["people"],
        summary: "What changed of my own since a version",
        description:
          "The present state of every row of my log that is newer than the version `since`, and the rooms of those that I am in.",
        querystring: ChangesQuery,
        response: {
          200: json("The changes; `more` says that there are later ones.", PersonChanges),
          ...problems(...refusals("myChanges")),
        },
      },
    },
    (request) => myChangesSince(ctx, me(request), request.query.since),
  );
}
