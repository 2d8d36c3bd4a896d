import { randomUUID } from "node:crypto";
import type { SecondFactorApp } from "#actions/run.ts";
import {
  type Added,
  type AddRefusal,
  addAuthenticator,
  type Owner,
} from "#actions/second-factor/_own-second-factor.ts";
import { newTotpSecret, totpStep, totpUri } from "#data/second-factor/totp.ts";
import { type Outcome, refused } from "#domain/outcome.ts";
import { typedTotpCode } from "#domain/second-factor/second-factor.ts";

/** A secret that its owner's application is to learn. It counts once a code has come back. */
export interface TotpOffer {
  readonly id: string;
  readonly secret: string;
  /** Goes with the page and comes back with its form: only this product can have made it, for this person. */
  readonly sealed: Buffer;
  /** For the QR code. */
  readonly uri: string;
}

export function offerTotp(app: SecondFactorApp, uai: string, { user }: Pick<Owner, "user">): TotpOffer {
  const [id, secret] = [randomUUID(), newTotpSecret()];
  const sealed = app.seal.close(secret, secretOwner(uai, user.id, id));
  return { id, secret, sealed, uri: uriOf(app, uai, user.login, secret) };
}

/** The same once more, after a wrong code; nothing when it was not made for this person. */
export function sameOffer(
  app: SecondFactorApp,
  uai: string,
  { user }: Pick<Owner, "user">,
  { id, sealed }: Pick<TotpOffer, "id" | "sealed">,
): TotpOffer | undefined {
  try {
    const secret = app.seal.open(sealed, secretOwner(uai, user.id, id));
    return { id, secret, sealed, uri: uriOf(app, uai, user.login, secret) };
  } catch {
    // Whatever a form may send.
    return undefined;
  }
}

export async function addTotp(
  app: SecondFactorApp,
  uai: string,
  owner: Owner,
  { id, secret, sealed }: TotpOffer,
  typed: { code: string; label: string; current: string; address: string },
): Promise<Outcome<Added, AddRefusal | "wrong-code">> {
  const at = app.clock();
  const code = typedTotpCode(typed.code);
  const lastStep = code && totpStep(secret, code, at);
  if (!lastStep) return refused("wrong-code");
  const authenticator = { kind: "totp", sealedSecret: sealed, lastStep } as const;
  const of = { id, userId: owner.user.id, label: typed.label, createdAt: at };
  return addAuthenticator(app, uai, owner, typed, { ...of, ...authenticator });
}

/** A secret that is moved to somebody else's row, or to another row, opens no more. */
export function secretOwner(uai: string, userId: string, id: string): string {
  return `totp ${uai} ${userId} ${id}`;
}

function uriOf({ productName }: SecondFactorApp, uai: string, login: string, secret: string): string {
  return totpUri(secret, productName, `${login} (${uai})`);
}
