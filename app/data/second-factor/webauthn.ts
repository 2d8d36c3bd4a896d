/** Passkeys (WebAuthn): what a browser is asked, and whether its answer is what it should be. */

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { RelyingParty } from "#domain/second-factor/passkey.ts";

/** Half a second of certificates and formats: loaded by whoever needs it. */
const library = () => import("@simplewebauthn/server");

/** EdDSA, ES256, RS256: those that keys have; Node calls the newer ones experimental. */
const algorithms = [-8, -7, -257];

export interface Passkey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

type PasskeyName = Pick<Passkey, "credentialId" | "transports">;

/** `known` are the person's own already: one key is not added twice. */
export async function creationOptions(
  party: RelyingParty & { readonly name: string },
  user: { id: string; login: string; name: string },
  known: readonly PasskeyName[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpID: party.id,
    rpName: party.name,
    userID: new Uint8Array(Buffer.from(user.id.replaceAll("-", ""), "hex")),
    userName: user.login,
    userDisplayName: user.name,
    attestationType: "none",
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
    excludeCredentials: known.map(descriptor),
  });
}

export async function requestOptions(
  party: RelyingParty,
  known: readonly PasskeyName[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: party.id,
    userVerification: "preferred",
    allowCredentials: known.map(descriptor),
  });
}

function descriptor({ credentialId, transports }: PasskeyName) {
  return { id: credentialId, transports: [...transports] };
}

/** Nothing when the answer is not to this challenge, from this site, or is damaged. */
export async function readNewPasskey(
  answer: string,
  challenge: string,
  party: RelyingParty,
): Promise<Passkey | undefined> {
  const { verifyRegistrationResponse } = await library();
  const verified = await refusals(() =>
    verifyRegistrationResponse({
      response: JSON.parse(answer) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (!verified?.verified) return undefined;
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports: transports ?? [] };
}

/** Of which of these keys it is the answer, and what its counter says now; a counter never goes backwards. */
export async function readProof<P extends Passkey>(
  answer: string,
  challenge: string,
  party: RelyingParty,
  passkeys: readonly P[],
): Promise<{ readonly passkey: P; readonly counter: number } | undefined> {
  const { verifyAuthenticationResponse } = await library();
  return refusals(async () => {
    const response = JSON.parse(answer) as AuthenticationResponseJSON;
    const passkey = passkeys.find(({ credentialId }) => credentialId === response.id);
    if (!passkey) return undefined;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    });
    return verified ? { passkey, counter: authenticationInfo.newCounter } : undefined;
  });
}

/** The library throws whatever it refuses, and what comes from a browser may be anything. */
async function refusals<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}
