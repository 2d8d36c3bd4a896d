/** Argon2id in PHC form, on libuv's threads. Parameters: OWASP's second set (19 MiB, 2 passes, 1 lane). */

import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);
const tagLength = 32;

interface HashParameters {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export const hashParameters: HashParameters = { memory: 19_456, passes: 2, parallelism: 1 };

export async function hashPassword(password: string, parameters = hashParameters): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive("argon2id", { message: normal(password), nonce: salt, tagLength, ...parameters });
  const { memory, passes, parallelism } = parameters;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const stored = readHash(hash);
  if (!stored) return false;
  const { salt, tag, parameters } = stored;
  const found = await derive("argon2id", {
    message: normal(password),
    nonce: salt,
    tagLength: tag.length,
    ...parameters,
  });
  return timingSafeEqual(found, tag);
}

export interface Verification {
  readonly matches: boolean;
  /** The same password's hash with today's parameters, where the stored one has others. */
  readonly renewed: string | undefined;
}

/**
 * For whoever comes to the door: takes the time of today's parameters with no hash to compare with, as with a
 * hash of lesser parameters, whose successor is made beside the check.
 */
export async function verifySignIn(password: string, hash: string | undefined): Promise<Verification> {
  const stored = hash === undefined ? undefined : readHash(hash);
  if (!stored) {
    await hashPassword(password);
    return { matches: false, renewed: undefined };
  }
  const [matches, renewed] = await Promise.all([
    verifyPassword(password, hash!),
    isCurrent(stored.parameters) ? undefined : hashPassword(password),
  ]);
  return { matches, renewed: matches ? renewed : undefined };
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function readHash(hash: string) {
  const match = phc.exec(hash);
  if (!match) return undefined;
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  return {
    parameters: { memory, passes, parallelism },
    salt: Buffer.from(match[4]!, "base64"),
    tag: Buffer.from(match[5]!, "base64"),
  };
}

function isCurrent({ memory, passes, parallelism }: HashParameters): boolean {
  return (
    memory === hashParameters.memory &&
    passes === hashParameters.passes &&
    parallelism === hashParameters.parallelism
  );
}

/** One text, however the keyboard composed its accents. */
function normal(password: string): string {
  return password.normalize("NFC");
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
