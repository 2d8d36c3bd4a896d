/** Sends mails through SMTP, or to the mailbox page of the development server. */

import { createTransport } from "nodemailer";

interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo: string | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export type Delivery =
  | { readonly outcome: "accepted"; readonly serverText: string }
  /** The server will never take this mail for this address. */
  | { readonly outcome: "refused"; readonly serverText: string }
  | { readonly outcome: "failed"; readonly serverText: string };

export interface Transport {
  send(mail: OutgoingMail): Promise<Delivery>;
  close(): void;
}

/** In milliseconds. `wholeMs` ends a server that keeps talking, which `silenceMs` does not. */
export interface Patience {
  readonly connectionMs: number;
  readonly silenceMs: number;
  readonly wholeMs: number;
}

/** Well below the time after which the queue takes a job for lost. */
const usualPatience: Patience = { connectionMs: 15_000, silenceMs: 60_000, wholeMs: 120_000 };

export function smtpTransport(mailUrl: string, patience: Patience = usualPatience): Transport {
  const transporter = createTransport({
    url: mailUrl,
    connectionTimeout: patience.connectionMs,
    greetingTimeout: patience.connectionMs,
    socketTimeout: patience.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  return {
    async send({ replyTo, ...mail }) {
      const signal = AbortSignal.timeout(patience.wholeMs);
      try {
        const info = await transporter.sendMail({
          ...mail,
          signal,
          ...(replyTo ? { replyTo } : {}),
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { outcome: "accepted", serverText: String(info.response ?? "") };
      } catch (error) {
        const { code, responseCode, response, message } = error as {
          code?: string;
          responseCode?: number;
          response?: string;
          message: string;
        };
        // 5xx to the address or the message is final; 5xx to the greeting or the sign-in is the operator's to mend.
        const final = (code === "EENVELOPE" || code === "EMESSAGE") && (responseCode ?? 0) >= 500;
        const fault = signal.aborted ? "Timeout: the server did not come to an end" : message;
        return { outcome: final ? "refused" : "failed", serverText: response ?? fault };
      }
    },
    close: () => transporter.close(),
  };
}

export interface DevelopmentMailbox extends Transport {
  /** Latest first. */
  list(): readonly (OutgoingMail & { readonly at: Date })[];
}

const mostKept = 200;

/** In memory only: a temporary password is never written anywhere. */
export function developmentMailbox(clock: () => Date): DevelopmentMailbox {
  const mails: (OutgoingMail & { at: Date })[] = [];
  return {
    async send(mail) {
      mails.unshift({ ...mail, at: clock() });
      mails.length = Math.min(mails.length, mostKept);
      return { outcome: "accepted", serverText: "Boîte aux lettres du serveur de développement" };
    },
    list: () => mails,
    close: () => {},
  };
}
