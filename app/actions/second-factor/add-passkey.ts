import { randomUUID } from "node:crypto";
import type { SecondFactorApp } from "#actions/run.ts";
import {
  type Added,
  type AddRefusal,
  addAuthenticator,
  type Owner,
} from "#actions/second-factor/_own-second-factor.ts";
import { keepChallenge, takeChallenge } from "#data/access/sessions.ts";
import { listPasskeys } from "#data/second-factor/authenticators.ts";
import { creationOptions, readNewPasskey } from "#data/second-factor/webauthn.ts";
import { fullName } from "#domain/names.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { WhyNoPasskey } from "#domain/second-factor/passkey.ts";
import { challengeEnd } from "#domain/second-factor/second-factor.ts";

/** What the browser is asked, as JSON. The challenge is kept with the session: it serves once. */
export async function offerPasskey(
  app: SecondFactorApp,
  uai: string,
  { user, session }: Owner,
): Promise<Outcome<string, WhyNoPasskey>> {
  const party = app.relyingParty();
  if (!party.ok) return party;
  const named = { ...party.value, name: app.productName };
  const known = await app.database.inSchool(uai, (tx) => listPasskeys(tx, user.id));
  const options = await creationOptions(
    named,
    { id: user.id, login: user.login, name: fullName(user) },
    known,
  );
  await app.database.inSchool(uai, (tx) =>
    keepChallenge(tx, session.tokenHash, options.challenge, challengeEnd(app.clock())),
  );
  return done(JSON.stringify(options));
}

export async function addPasskey(
  app: SecondFactorApp,
  uai: string,
  owner: Owner,
  typed: { answer: string; label: string; current: string; address: string },
): Promise<Outcome<Added, AddRefusal | "wrong-passkey">> {
  const { user, session } = owner;
  const party = app.relyingParty();
  const at = app.clock();
  const challenge = await app.database.inSchool(uai, (tx) => takeChallenge(tx, session.tokenHash, at));
  if (!party.ok || !challenge) return refused("wrong-passkey");
  const passkey = await readNewPasskey(typed.answer, challenge, party.value);
  if (!passkey) return refused("wrong-passkey");
  return addAuthenticator(app, uai, owner, typed, {
    ...{ id: randomUUID(), userId: user.id, label: typed.label, createdAt: at, kind: "passkey" },
    ...{ ...passkey, transports: [...passkey.transports] },
  });
}
