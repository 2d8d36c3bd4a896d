/** The codes of an authentication application (RFC 6238): six digits, every thirty seconds. */

import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;
/** 160 bits, as the standard asks. */
const secretBytes = 20;
/** Clocks differ, and somebody types: the code before and the code after are good too. */
const window = 1;

/** In base 32, as applications take it. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What the QR code says. */
export function totpUri(secret: string, issuer: string, label: string): string {
  return application(secret, { issuer, label }).toString();
}

/** The step whose code this is, near this instant. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = application(secret).validate({ token: code, timestamp, window });
  return delta === null ? undefined : Math.floor(timestamp / (periodSeconds * 1000)) + delta;
}

function application(secret: string, shown: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ secret, period: periodSeconds, ...shown });
}
