/**
 * Writes a letter at the moment of sending. Its password or link is drawn here: only the hash is stored, and a
 * retry draws another (decision 4.5 of the design).
 */

import { randomInt } from "node:crypto";
import { setCredential } from "#data/access/credentials.ts";
import { insertLink } from "#data/access/links.ts";
import { hashPassword } from "#data/access/password-hash.ts";
import { listResettable } from "#data/access/sign-in.ts";
import type { SchoolTransaction } from "#data/database.ts";
import type { StoredMail } from "#data/mail/mails.ts";
import { findUser, type StoredUser } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import { type LinkKind, linkEnd } from "#domain/access/mailed-link.ts";
import { makeTemporaryPassword, temporaryPasswordEnd } from "#domain/access/password.ts";
import { carriesPassword } from "#domain/mail/mail.ts";
import type { School } from "#domain/school/school.ts";
import { emailChangedLetter, emailLinkLetter } from "#mail/email-letter.ts";
import type { Letter } from "#mail/letter.tsx";
import { passwordLetter } from "#mail/password-letter.ts";
import { resetLetter } from "#mail/reset-letter.ts";

export interface Stationery {
  readonly productName: string;
  readonly signInUrl: (uai: string) => string;
  readonly linkUrl: (uai: string, kind: LinkKind, token: string) => string;
}

/** `undefined` if its reader is gone. */
export async function writeLetter(
  tx: SchoolTransaction,
  stationery: Stationery,
  mail: StoredMail,
  school: School,
  now: Date,
): Promise<Letter | undefined> {
  const user = await findUser(tx, mail.userId);
  if (!user || user.masked) return undefined;
  const { kind } = mail;
  const heading = { schoolName: school.name, productName: stationery.productName };
  const draw = (owner: StoredUser, of: LinkKind) => drawLink(tx, stationery, mail.address, owner, of, now);
  if (carriesPassword(kind)) {
    const temporaryPassword = await issueTemporaryPassword(tx, user, now);
    return passwordLetter({ ...heading, kind, user, url: stationery.signInUrl(tx.uai), temporaryPassword });
  }
  switch (kind) {
    case "reset-link": {
      const accounts: (StoredUser & { link: string })[] = [];
      for (const owner of await listResettable(tx, mail.address))
        accounts.push({ ...owner, link: await draw(owner, "reset") });
      return accounts.length > 0 ? resetLetter({ ...heading, accounts }) : undefined;
    }
    case "email-link":
      return emailLinkLetter({ ...heading, user, link: await draw(user, "email") });
    case "email-changed":
      return emailChangedLetter({ ...heading, user });
  }
}

async function issueTemporaryPassword(tx: SchoolTransaction, user: StoredUser, now: Date): Promise<string> {
  const password = makeTemporaryPassword((below) => randomInt(below));
  const hash = await hashPassword(password);
  const expiresAt = temporaryPasswordEnd(now);
  await setCredential(tx, user.id, { kind: "temporary", hash, setAt: now, expiresAt });
  return password;
}

async function drawLink(
  tx: SchoolTransaction,
  { linkUrl }: Stationery,
  address: string,
  owner: StoredUser,
  kind: LinkKind,
  now: Date,
): Promise<string> {
  const token = newToken();
  const tokenHash = hashToken(token);
  await insertLink(tx, { tokenHash, kind, userId: owner.id, address, expiresAt: linkEnd(now) });
  return linkUrl(tx.uai, kind, token);
}
