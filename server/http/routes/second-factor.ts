import {
  BeginSecondFactor,
  ConfirmSecondFactor,
  PasswordAndCode,
  RecoveryCodes,
  SecondFactorSetUp,
  SecondFactorStatus,
} from "@roost/protocol/accounts.ts";
import Type from "typebox";
import type { limitAttempts } from "../attempt-limit.ts";
import { sessionHeaders } from "../session-cookie.ts";
import type { App } from "../typed-app.ts";
import { badBody, json, problems } from "./answers.ts";
import type { RouteParts } from "./parts.ts";

const tags = ["accounts"];
const Status = Type.Object({ status: Type.Literal(true) });

/** What a change may be refused for that takes the password and a code. */
const withCode = [
  ...badBody,
  "auth.required",
  "auth.invalid_credentials",
  "auth.code_invalid",
  "auth.second_factor_off",
  "request.rate_limited",
] as const;

/** @param onRequest Counts attempts with those to sign in. */
export function secondFactorRoutes(
  app: App,
  { accounts }: Pick<RouteParts, "accounts">,
  onRequest: ReturnType<typeof limitAttempts>,
): void {
  const { headersOf } = sessionHeaders(accounts.cookies);

  app.get(
    "/second-factor",
    {
      schema: {
        operationId: "secondFactor",
        tags,
        summary: "Whether I have a second factor",
        response: {
          200: json("Whether it is on, and how many recovery codes are left.", SecondFactorStatus),
          ...problems("auth.required"),
        },
      },
    },
    async (request) => {
      const { userId } = await accounts.changer(headersOf(request));
      return accounts.secondFactor.status(userId);
    },
  );

  app.post(
    "/second-factor/begin",
    {
      onRequest,
      schema: {
        operationId: "beginSecondFactor",
        tags,
        summary: "Begin to set up a second factor",
        description:
          "It is asked for once a code of the app has confirmed it, within an hour. To begin anew forgets what was begun.",
        body: BeginSecondFactor,
        response: {
          200: json("What the app makes its codes of.", SecondFactorSetUp),
          ...problems(
            ...badBody,
            "auth.required",
            "auth.invalid_credentials",
            "auth.second_factor_on",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      return accounts.secondFactor.begin(me, request.body.currentPassword);
    },
  );

  app.post(
    "/second-factor/confirm",
    {
      onRequest,
      schema: {
        operationId: "confirmSecondFactor",
        tags,
        summary: "Switch on the second factor, with the first code of the app",
        description: "Ends all my other sessions, and tells me by mail.",
        body: ConfirmSecondFactor,
        response: {
          200: json("It is on; these are the recovery codes.", RecoveryCodes),
          ...problems(
            ...badBody,
            "auth.required",
            "auth.code_invalid",
            "auth.second_factor_on",
            "auth.second_factor_off",
            "request.rate_limited",
          ),
        },
      },
    },
    async (request) => {
      const me = await accounts.changer(headersOf(request));
      return { recoveryCodes: await accounts.secondFactor.confirm(me, request.body.code) };
    },
  );

  app.post(
    "/second-factor/recovery-codes",
    {
      onRequest,
      schema: {
        operationId: "makeRecoveryCodes",
        tags,
        summary: "Make new recovery codes",
        description: "Those of before work no more.",
        body: PasswordAndCode,
        response: { 200: json("The new ones.", RecoveryCodes), ...problems(...withCode) },
      },
    },
    async (request) => {
      const { currentPassword, code } = request.body;
      const me = await accounts.changer(headersOf(request));
      return {
        recoveryCodes: await accounts.secondFactor.makeRecoveryCodes(me, currentPassword, code),
      };
    },
  );

  app.post(
    "/second-factor/switch-off",
    {
      onRequest,
      schema: {
        operationId: "switchOffSecondFactor",
        tags,
        summary: "Switch off the second factor",
        description: "The recovery codes work no more. Tells me by mail.",
        body: PasswordAndCode,
        response: {
          200: json("The password alone is enough from now on.", Status),
          ...problems(...withCode),
        },
      },
    },
    async (request) => {
      const { currentPassword, code } = request.body;
      const me = await accounts.changer(headersOf(request));
      await accounts.secondFactor.switchOff(me, currentPassword, code);
      return { status: true } as const;
    },
  );
}
