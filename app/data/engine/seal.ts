/**
 * What must be read again and must not lie in clear: the secret of an authenticator application, that of a portal.
 * AES-256-GCM; the key never goes into the database.
 */

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

export interface Seal {
  /** `owner` says whose it is: what is moved to somebody else's row opens no more. */
  readonly close: (text: string, owner: string) => Buffer;
  /** Throws when it was sealed with another key, for another owner, or is damaged. */
  readonly open: (sealed: Uint8Array, owner: string) => string;
}

/** `readKey` gives 32 bytes; it is asked at the first use. */
export function openSeal(readKey: () => Buffer): Seal {
  let known: Buffer | undefined;
  const key = (): Buffer => {
    known ??= readKey();
    return known;
  };
  return {
    close(text, owner) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key(), nonce).setAAD(Buffer.from(owner));
      return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv(algorithm, key(), bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-tagBytes));
      const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([text, decipher.final()]).toString("utf8");
    },
  };
}

/** Says which key it is, and nothing of it: a backup carries it, never the key. */
export function markOfKey(key: Buffer): string {
  return createHmac("sha256", key).update("cpro key mark").digest("hex").slice(0, 16);
}

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
