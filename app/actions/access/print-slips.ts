import { randomInt } from "node:crypto";
import { type App, asAdministrator } from "#actions/run.ts";
import { setCredential } from "#data/access/credentials.ts";
import { hashPassword } from "#data/access/password-hash.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { lockSlipRecipients } from "#data/access/slips.ts";
import { accountKey } from "#data/access/throttle.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockSchool } from "#data/school/schools.ts";
import { activationCodeEnd, makeActivationCode } from "#domain/access/activation-code.ts";
import { type SlipRecipient, whyNotSlip } from "#domain/access/slip.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** The code is here and on the paper, nowhere else. */
export interface Slip {
  readonly holder: SlipRecipient;
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Draws a code for each of these people who may have one when it is written, in one transaction: a class at a
 * time, so that the first pages show while the next are drawn. An earlier code is void, and whoever was just
 * choosing a password with it starts again.
 */
export async function printSlips(
  app: Pick<App, "database" | "clock" | "throttle">,
  actor: Actor,
  uai: string,
  order: { readonly userIds: readonly string[]; readonly replacing: boolean },
): Promise<Outcome<readonly Slip[], Reason>> {
  const codes = await drawCodes(order.userIds.length);
  const at = app.clock();
  const expiresAt = activationCodeEnd(at);
  const printed = await asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const holders = (await lockSlipRecipients(tx, order.userIds)).filter(
      (holder) => whyNotSlip(holder, { now: at, replacing: order.replacing }) === undefined,
    );
    const slips: Slip[] = [];
    for (const [i, holder] of holders.entries()) {
      const { code, hash } = codes[i]!;
      await setCredential(tx, holder.id, { kind: "activation-code", hash, setAt: at, expiresAt });
      await appendEvent(tx, {
        at,
        action: "slip-printed",
        actorId: actor.userId,
        targetId: holder.id,
      });
      slips.push({ holder, code, expiresAt });
    }
    await revokeAccess(
      tx,
      holders.map(({ id }) => id),
      at,
    );
    return done(slips);
  });
  if (printed.ok) {
    for (const { holder } of printed.value) await app.throttle.resetTries(accountKey(uai, holder.login));
  }
  return printed;
}

/** Of libuv's four threads, two are left for those who sign in meanwhile. */
const hashesAtOnce = 2;

async function drawCodes(wanted: number): Promise<{ code: string; hash: string }[]> {
  const drawn: { code: string; hash: string }[] = [];
  let begun = 0;
  const draw = async (): Promise<void> => {
    while (begun < wanted) {
      begun++;
      const code = makeActivationCode((below) => randomInt(below));
      drawn.push({ code, hash: await hashPassword(code) });
    }
  };
  await Promise.all(Array.from({ length: hashesAtOnce }, draw));
  return drawn;
}
