/** What a telephone and a key do, without either. */

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { TOTP } from "otpauth";
import { openSeal } from "#data/engine/seal.ts";

/** For `SECRET_KEY`, so that a test can seal what the product reads. */
export const secretKey = randomBytes(32);
export const testSeal = openSeal(() => secretKey);

/** The code that an application shows at this instant. */
export function codeOf(secret: string, at: Date): string {
  return new TOTP({ secret }).generate({ timestamp: at.getTime() });
}

interface Asked {
  readonly challenge: string;
}

/** One passkey, as an authenticator holds it (WebAuthn level 2, attestation `none`). */
export function softwareKey(site: { id: string; origin: string }) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  let counter = 0;

  function clientData(type: string, { challenge }: Asked, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  function authenticatorData(flags: number, rest = Buffer.alloc(0)): Buffer {
    const head = Buffer.alloc(37);
    createHash("sha256").update(site.id).digest().copy(head);
    head[32] = flags;
    head.writeUInt32BE(counter, 33);
    return Buffer.concat([head, rest]);
  }

  function coseKey(): Buffer {
    const { x, y } = publicKey.export({ format: "jwk" });
    const bytes = (text: string | undefined) => Buffer.from(text!, "base64url");
    const hex = (text: string) => Buffer.from(text, "hex");
    return Buffer.concat([hex("a5010203262001215820"), bytes(x), hex("225820"), bytes(y)]);
  }

  const answer = (response: Record<string, Buffer>): string =>
    JSON.stringify({
      id: id.toString("base64url"),
      rawId: id.toString("base64url"),
      type: "public-key",
      clientExtensionResults: {},
      response: Object.fromEntries(
        Object.entries(response).map(([name, bytes]) => [name, bytes.toString("base64url")]),
      ),
    });

  return {
    create(asked: Asked, origin = site.origin): string {
      const aaguid = Buffer.alloc(16);
      const length = Buffer.from([0, id.length]);
      const data = authenticatorData(0x41, Buffer.concat([aaguid, length, id, coseKey()]));
      const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
      const attestationObject = Buffer.concat([
        ...[Buffer.from([0xa3]), text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0])],
        ...[text("authData"), Buffer.from([0x58, data.length]), data],
      ]);
      return answer({ clientDataJSON: clientData("webauthn.create", asked, origin), attestationObject });
    },
    get(asked: Asked, { origin = site.origin, countsTo = counter + 1 } = {}): string {
      counter = countsTo;
      const clientDataJSON = clientData("webauthn.get", asked, origin);
      const data = authenticatorData(0x01);
      const signed = Buffer.concat([data, createHash("sha256").update(clientDataJSON).digest()]);
      return answer({
        clientDataJSON,
        authenticatorData: data,
        signature: sign("sha256", signed, privateKey),
      });
    },
  };
}
