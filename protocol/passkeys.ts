import Type, { type Static } from "typebox";
import { passkeyLimits } from "./passkey-limits.ts";
import { Uuid } from "./uuid.ts";

/** Passkeys, under `/api/auth`. What goes to browsers and comes from them is the JSON of WebAuthn. */

const bytes = (maxLength: number, description?: string) =>
  Type.String({
    ...{ pattern: "^[A-Za-z0-9_-]*$", maxLength },
    ...(description !== undefined && { description }),
  });

/** 1,023 bytes at most, by the standard. */
const credentialId = bytes(1_364, "In base64url.");
const challenge = bytes(200, "In base64url.");
const transports = Type.Array(Type.String({ maxLength: 32 }), { maxItems: 10 });
const publicKey = Type.Literal("public-key");

/** A `RegistrationResponseJSON`: a new passkey, as a browser has made it. */
export const MadePasskey = Type.Object({
  id: credentialId,
  rawId: credentialId,
  type: publicKey,
  response: Type.Object({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(40_000),
    transports: Type.Optional(transports),
  }),
});
export type MadePasskey = Static<typeof MadePasskey>;

/** An `AuthenticationResponseJSON`: what a passkey has signed. */
export const UsedPasskey = Type.Object({
  id: credentialId,
  rawId: credentialId,
  type: publicKey,
  response: Type.Object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    userHandle: Type.Optional(bytes(100)),
  }),
});
export type UsedPasskey = Static<typeof UsedPasskey>;

const KnownPasskey = Type.Object({ id: credentialId, type: publicKey, transports });

export const AskForPasskey = Type.Object({
  challenge: Type.Optional(
    Type.String({ description: "What came with `auth.second_factor_needed`, behind a password." }),
  ),
});
export type AskForPasskey = Static<typeof AskForPasskey>;

export const PasskeyQuestion = Type.Object({
  options: Type.Object(
    {
      challenge,
      rpId: Type.String(),
      timeout: Type.Integer({ description: "In milliseconds." }),
      userVerification: Type.Literal("required"),
      allowCredentials: Type.Array(KnownPasskey),
    },
    { description: "`PublicKeyCredentialRequestOptionsJSON`, for `navigator.credentials.get`." },
  ),
  app: Type.Boolean({
    description: "Behind a password: whether a code of an app is taken as well.",
  }),
});
export type PasskeyQuestion = Static<typeof PasskeyQuestion>;

export const SignInWithPasskey = Type.Object({
  passkey: UsedPasskey,
  challenge: Type.Optional(
    Type.String({
      description:
        "What came with `auth.second_factor_needed`, where the passkey takes the place of a code.",
    }),
  ),
});
export type SignInWithPasskey = Static<typeof SignInWithPasskey>;

const id = Uuid("A passkey's id on this server.");
const name = Type.String({
  description: `What its person calls it: at most ${passkeyLimits.passkeyNameCharacters} characters.`,
});
const currentPassword = Type.Optional(
  Type.String({ description: "Not needed within ten minutes of a sign-in." }),
);

export const Passkey = Type.Object({
  id,
  name,
  host: Type.String({ description: "The host that it signs in at, and no other." }),
  createdAt: Type.String({ format: "date-time" }),
  usedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "When somebody signed in with it last.",
  }),
  synced: Type.Boolean({ description: "It is kept in more places than one device." }),
});
export type Passkey = Static<typeof Passkey>;

export const Passkeys = Type.Object({
  passkeys: Type.Array(Passkey),
  passwordNeeded: Type.Boolean({
    description: "To add or remove one takes the password: the sign-in is too long ago.",
  }),
});
export type Passkeys = Static<typeof Passkeys>;

export const BeginPasskey = Type.Object({ currentPassword });
export type BeginPasskey = Static<typeof BeginPasskey>;

/** `PublicKeyCredentialCreationOptionsJSON`, for `navigator.credentials.create`. */
export const PasskeyToMake = Type.Object({
  challenge,
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: bytes(100), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Type.Object({ alg: Type.Integer(), type: publicKey })),
  timeout: Type.Integer({ description: "In milliseconds." }),
  attestation: Type.Literal("none"),
  authenticatorSelection: Type.Object({
    residentKey: Type.Literal("required"),
    requireResidentKey: Type.Literal(true),
    userVerification: Type.Literal("required"),
  }),
  excludeCredentials: Type.Array(KnownPasskey),
});
export type PasskeyToMake = Static<typeof PasskeyToMake>;

export const ConfirmPasskey = Type.Object({ name, passkey: MadePasskey });
export type ConfirmPasskey = Static<typeof ConfirmPasskey>;

export const AddedPasskey = Type.Object({
  recoveryCodes: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description:
      "Where it is the first second factor: recovery codes, told now and never again. Null else.",
  }),
});
export type AddedPasskey = Static<typeof AddedPasskey>;

export const RenamePasskey = Type.Object({ id, name });
export type RenamePasskey = Static<typeof RenamePasskey>;

export const RemovePasskey = Type.Object({ id, currentPassword });
export type RemovePasskey = Static<typeof RemovePasskey>;
