/** A real SMTP server in the test process: it keeps what arrives, and answers as told. */

import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";

export interface MailServer {
  readonly url: string;
  /** How to answer the next mails; by default they are accepted. */
  answer: (recipient: string) => { code: number; message: string } | undefined;
  /** Who connects is greeted after this. */
  greet: () => Promise<void>;
  readonly received: ParsedMail[];
  /** The next mail to this address, awaited if it has not arrived; each is given once. */
  next(recipient: string): Promise<ParsedMail>;
}

export async function startMailServer(): Promise<MailServer> {
  const waiting: { recipient: string; resolve: (mail: ParsedMail) => void }[] = [];
  const unread: ParsedMail[] = [];
  const isFor = (mail: ParsedMail, recipient: string): boolean =>
    [mail.to ?? []].flat().some(({ text }) => text.includes(recipient));

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onConnect: (_session, done) => void mailServer.greet().then(() => done(null)),
    onRcptTo({ address }, _session, done) {
      const refusal = mailServer.answer(address);
      done(refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null);
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mailServer.received.push(mail);
        const index = waiting.findIndex(({ recipient }) => isFor(mail, recipient));
        if (index >= 0) waiting.splice(index, 1)[0]!.resolve(mail);
        else unread.push(mail);
        done(null);
      }, done);
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    answer: () => undefined,
    greet: async () => {},
    received: [],
    next: (recipient) => {
      const index = unread.findIndex((mail) => isFor(mail, recipient));
      if (index >= 0) return Promise.resolve(unread.splice(index, 1)[0]!);
      return new Promise((resolve) => waiting.push({ recipient, resolve }));
    },
  };
  afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  return mailServer;
}
