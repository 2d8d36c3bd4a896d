/** Argon2id in PHC form, on libuv's threads. Parameters: OWASP's second set (19 MiB, 2 passes, 1 lane). */

import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);
const current = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive("argon2id", { message: normal(password), nonce: salt, tagLength, ...current });
  const { memory, passes, parallelism } = current;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** With no hash to compare with, takes the same time and answers false. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const match = phc.exec(hash ?? "");
  if (!match) {
    await derive("argon2id", { message: normal(password), nonce: Buffer.alloc(16), tagLength, ...current });
    return false;
  }
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const expected = Buffer.from(match[5]!, "base64");
  const tag = await derive("argon2id", {
    message: normal(password),
    nonce: Buffer.from(match[4]!, "base64"),
    tagLength: expected.length,
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(tag, expected);
}

/** One text, however the keyboard composed its accents. */
function normal(password: string): string {
  return password.normalize("NFC");
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
