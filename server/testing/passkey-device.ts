import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type {
  MadePasskey,
  PasskeyQuestion,
  PasskeyToMake,
  UsedPasskey,
} from "@roost/protocol/passkeys.ts";

/** What a browser and its device say of themselves. */
export interface DeviceOptions {
  /** The page that asks. */
  origin?: string;
  /** Whether it asks its person for a finger, a face or a PIN. */
  verifies?: boolean;
  /** Whether it counts its uses. */
  counts?: boolean;
}

const present = 0x01;
const verified = 0x04;
const withKey = 0x40;

/** A device that makes and uses one passkey, as WebAuthn says; written down here, so that it checks the server. */
export class PasskeyDevice {
  readonly id = randomBytes(32).toString("base64url");
  readonly origin: string;
  readonly verifies: boolean;
  readonly counts: boolean;
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;
  #userHandle = "";
  count = 0;

  constructor({
    origin = "http://localhost:3000",
    verifies = true,
    counts = true,
  }: DeviceOptions = {}) {
    this.origin = origin;
    this.verifies = verifies;
    this.counts = counts;
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#key = privateKey;
    this.#publicKey = publicKey;
  }

  make({ challenge, rp, user }: PasskeyToMake): MadePasskey {
    this.#userHandle = user.id;
    const idBytes = Buffer.from(this.id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(idBytes.length);
    const aaguid = Buffer.alloc(16);
    const authData = Buffer.concat([
      this.#authData(rp.id, withKey),
      ...[aaguid, length, idBytes, this.#coseKey()],
    ]);
    const attestation = cborMap([
      ["fmt", cborText("none")],
      ["attStmt", cborMap([])],
      ["authData", cborBytes(authData)],
    ]);
    return {
      ...{ id: this.id, rawId: this.id, type: "public-key" },
      response: {
        clientDataJSON: this.#clientData("webauthn.create", challenge).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  /** @param counted What it counts this use as. */
  use({ challenge, rpId }: PasskeyQuestion["options"], counted = this.count + 1): UsedPasskey {
    this.count = this.counts ? counted : 0;
    const authenticatorData = this.#authData(rpId, 0);
    const clientData = this.#clientData("webauthn.get", challenge);
    const hash = createHash("sha256").update(clientData).digest();
    const signature = sign("sha256", Buffer.concat([authenticatorData, hash]), this.#key);
    return {
      ...{ id: this.id, rawId: this.id, type: "public-key" },
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: this.#userHandle,
      },
    };
  }

  #authData(rpId: string, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.count);
    const all = flags | present | (this.verifies ? verified : 0);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.of(all), count]);
  }

  #clientData(type: string, challenge: string): Buffer {
    const { origin } = this;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** ES256 on P-256, in the form COSE. */
  #coseKey(): Buffer {
    const { x = "", y = "" } = this.#publicKey.export({ format: "jwk" });
    return Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      Buffer.from(x, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y, "base64url"),
    ]);
  }
}

function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  const head = Buffer.of((major << 5) | 25, 0, 0);
  head.writeUInt16BE(length, 1);
  return head;
}

const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);

function cborMap(entries: readonly (readonly [key: string, value: Buffer])[]): Buffer {
  const parts = entries.flatMap(([key, value]) => [cborText(key), value]);
  return Buffer.concat([cborHead(5, entries.length), ...parts]);
}
