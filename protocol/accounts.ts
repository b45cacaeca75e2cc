import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { HeldRole, Me, ServerRole, User, UserId } from "./user.ts";
import { Uuid } from "./uuid.ts";

/** Requests and answers under `/api/auth`. The names of the fields are those of Better Auth. */

// What may be in them is in `account-rules.ts`, for sign-up and sign-in alike.
const username = Type.String({
  description: "2 to 32 letters (a–z), digits, dots, hyphens and underscores; kept in lower case.",
});
const email = Type.String({
  description: "Kept in lower case, with an international domain as DNS has it (`xn--…`).",
});
const password = Type.String({
  description: `${limits.passwordMinCharacters} to ${limits.passwordMaxCharacters} characters (Unicode code points), counted in the form NFKC, which is what is hashed.`,
});

export const inviteSecret = Type.String({
  maxLength: 200,
  description: "What stands at the end of the link that somebody was given.",
});

export const SignUp = Type.Object({
  name: Type.String({ description: "The display name." }),
  username,
  email,
  password,
  invite: Type.Optional(inviteSecret),
});
export type SignUp = Static<typeof SignUp>;

export const SignInByUsername = Type.Object({ username, password });
export type SignInByUsername = Static<typeof SignInByUsername>;

export const SignInByEmail = Type.Object({ email, password });
export type SignInByEmail = Static<typeof SignInByEmail>;

export const RequestPasswordReset = Type.Object({
  login: Type.String({ description: "A user name or an e-mail address." }),
});
export type RequestPasswordReset = Static<typeof RequestPasswordReset>;

export const RequestUnlock = Type.Object(RequestPasswordReset.properties);
export type RequestUnlock = Static<typeof RequestUnlock>;

const token = Type.String({ description: "What stands behind the `#` of the link." });

export const UnlockBrowser = Type.Object({ token });
export type UnlockBrowser = Static<typeof UnlockBrowser>;

export const ResetPassword = Type.Object({ token, newPassword: password });
export type ResetPassword = Static<typeof ResetPassword>;

export const ChangePassword = Type.Object({ currentPassword: password, newPassword: password });
export type ChangePassword = Static<typeof ChangePassword>;

export const ChangeEmail = Type.Object({ newEmail: email, currentPassword: password });
export type ChangeEmail = Static<typeof ChangeEmail>;

export const ChangeUsername = Type.Object({ newUsername: username, currentPassword: password });
export type ChangeUsername = Static<typeof ChangeUsername>;

export const UsernameChange = Type.Object({ username });
export type UsernameChange = Static<typeof UsernameChange>;

export const EmailChange = Type.Object({
  confirmation: Type.Boolean({
    description: "A link was mailed to the new address. Else it holds already: no mails are sent.",
  }),
});
export type EmailChange = Static<typeof EmailChange>;

export const ConfirmEmail = Type.Object({ token });
export type ConfirmEmail = Static<typeof ConfirmEmail>;

export const ConfirmedEmail = Type.Object({ email });
export type ConfirmedEmail = Static<typeof ConfirmedEmail>;

const code = Type.String({
  description:
    "Six digits that the app shows now, or a recovery code. Spaces and dashes do not matter.",
});

export const SignInWithCode = Type.Object({
  challenge: Type.String({ description: "What came with `auth.second_factor_needed`." }),
  code,
});
export type SignInWithCode = Static<typeof SignInWithCode>;

export const SecondFactorStatus = Type.Object({
  enabled: Type.Boolean({ description: "Whether codes of an app are set up." }),
  recoveryCodesLeft: Type.Integer({ minimum: 0 }),
  passkeys: Type.Integer({ minimum: 0, description: "Each takes the place of a code." }),
});
export type SecondFactorStatus = Static<typeof SecondFactorStatus>;

export const BeginSecondFactor = Type.Object({ currentPassword: password });
export type BeginSecondFactor = Static<typeof BeginSecondFactor>;

export const SecondFactorSetUp = Type.Object({
  secret: Type.String({ description: "In base32, to be typed into the app." }),
  uri: Type.String({ description: "`otpauth://…`, which apps read from a QR code." }),
});
export type SecondFactorSetUp = Static<typeof SecondFactorSetUp>;

export const ConfirmSecondFactor = Type.Object({
  code: Type.String({ description: "Six digits that the app shows now." }),
});
export type ConfirmSecondFactor = Static<typeof ConfirmSecondFactor>;

export const RecoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), {
    description: "Each is good for one code. They are told now, and never again.",
  }),
});
export type RecoveryCodes = Static<typeof RecoveryCodes>;

/** What changes a second factor that is on. */
export const PasswordAndCode = Type.Object({ currentPassword: password, code });
export type PasswordAndCode = Static<typeof PasswordAndCode>;

export const AccountUser = Type.Object({
  id: UserId,
  username: Type.String(),
  name: Type.String({ description: "The display name." }),
  picture: User.properties.picture,
  email: Type.String(),
  role: ServerRole,
  customRole: Type.Optional(HeldRole),
  permissions: Me.properties.permissions,
  createdAt: Type.String({ format: "date-time" }),
  awaitsConfirmation: Type.Boolean({
    description:
      "The e-mail address is to be confirmed by the link that was mailed to it, before anything else.",
  }),
  approval: Type.Union(
    [
      Type.Object({
        state: Type.Enum(["awaited", "refused"]),
        reason: Type.Union([Type.String(), Type.Null()], { description: "Why it was refused." }),
      }),
      Type.Null(),
    ],
    { description: "Somebody has to let them in before anything else. Null: they are in." },
  ),
  awaitsSetUp: Type.Boolean({
    description: "The first steps with a new server are to be done, and they may do them.",
  }),
});
export type AccountUser = Static<typeof AccountUser>;

export const SignedIn = Type.Object({
  token: Type.Optional(
    Type.String({
      description:
        "The session's secret, for clients without cookies: `Authorization: Bearer` under `/api/auth`. Browsers have it in the cookie alone.",
    }),
  ),
  user: AccountUser,
});
export type SignedIn = Static<typeof SignedIn>;

/** A place where somebody is signed in. */
export const AccountSession = Type.Object({
  id: Uuid("A session's id."),
  createdAt: Type.String({ format: "date-time", description: "When it was signed in." }),
  activeAt: Type.String({
    format: "date-time",
    description: "When it was used last. Noted every five minutes at most.",
  }),
  expiresAt: Type.String({ format: "date-time" }),
  userAgent: Type.Union([Type.String(), Type.Null()]),
  ipAddress: Type.Union([Type.String(), Type.Null()], {
    description: "From where it was used last, where that is known.",
  }),
  current: Type.Boolean({ description: "Whether this is the session that asks." }),
});
export type AccountSession = Static<typeof AccountSession>;

export const CurrentSession = Type.Union(
  [Type.Object({ session: AccountSession, user: AccountUser }), Type.Null()],
  { description: "Null when nobody is signed in." },
);
export type CurrentSession = Static<typeof CurrentSession>;

export const RevokeSession = Type.Object({ id: Uuid("A session's id.") });
export type RevokeSession = Static<typeof RevokeSession>;

export const AccessToken = Type.Object({
  token: Type.String({
    description: "A signed JWT that lives for minutes: for `/api` and for the gateway's hello.",
  }),
});
export type AccessToken = Static<typeof AccessToken>;

export const PublicKeys = Type.Object({
  keys: Type.Array(
    Type.Object({
      kid: Type.String(),
      kty: Type.String(),
      alg: Type.String(),
      crv: Type.String(),
      x: Type.String(),
    }),
  ),
});
export type PublicKeys = Static<typeof PublicKeys>;
