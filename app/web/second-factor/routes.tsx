/** The second factor: proving it, and one's own authenticators and recovery codes. */

import { type Context, Hono } from "hono";
import { staffOnly } from "#web/kit/guards.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { paths, pathsIn } from "#web/paths.ts";
import { postNewPasskey, showNewPasskey } from "#web/second-factor/new-passkey.tsx";
import { postNewTotp, showNewTotp } from "#web/second-factor/new-totp.tsx";
import { postCode, postPasskey, proverOnly, showProof } from "#web/second-factor/proof.tsx";
import { showProtection } from "#web/second-factor/protection.tsx";
import { postRecoveryCodes } from "#web/second-factor/recovery-codes.tsx";
import { postRemoval, showRemoval } from "#web/second-factor/removal.tsx";

export function secondFactorRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.secondFactor.pattern, proverOnly, (c) => showProof(c))
    .post(paths.secondFactor.pattern, proverOnly, postCode)
    .get(paths.secondFactorByPasskey.pattern, (c) => c.redirect(inSchool(c).secondFactor(), 303))
    .post(paths.secondFactorByPasskey.pattern, proverOnly, postPasskey)
    .use(paths.protection.pattern, staffOnly)
    .use(`${paths.protection.pattern}/*`, staffOnly)
    .get(paths.protection.pattern, showProtection)
    .get(paths.addTotp.pattern, (c) => showNewTotp(c))
    .post(paths.addTotp.pattern, postNewTotp)
    .get(paths.addPasskey.pattern, (c) => showNewPasskey(c))
    .post(paths.addPasskey.pattern, postNewPasskey)
    .get(paths.recoveryCodes.pattern, (c) => c.redirect(inSchool(c).account(), 303))
    .post(paths.recoveryCodes.pattern, postRecoveryCodes)
    .get(paths.removeAuthenticator.pattern, showRemoval)
    .post(paths.removeAuthenticator.pattern, postRemoval);
}

function inSchool(c: Context<PageEnv>) {
  return pathsIn(c.var.context.school.uai);
}
