/**
 * Encrypts secrets that must be read again: those of authenticator applications and portals. AES-256-GCM; the key
 * never enters the database.
 */

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

export interface Seal {
  /** `owner` binds the text to its row: moved to another row, it no longer opens. */
  readonly close: (text: string, owner: string) => Buffer;
  /** Throws if sealed with another key, for another owner, or damaged. */
  readonly open: (sealed: Uint8Array, owner: string) => string;
}

/** `readKey` gives 32 bytes, at the first use. */
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

/** Identifies the key without revealing it: backups carry this mark. */
export function markOfKey(key: Buffer): string {
  return createHmac("sha256", key).update("cpro key mark").digest("hex").slice(0, 16);
}

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;
