import { event, shown } from "#domain/event.ts";

interface Delivered {
  readonly after: { readonly address: string; readonly serverText: string };
}

export const mailEvents = {
  "mail-accepted": event<Delivered>({
    kind: "mails",
    automatic: true,
    describe: ({ after }) => ({
      what: `Courriel${to(after.address)} accepté par le serveur de messagerie`,
    }),
  }),
  "mail-refused": event<Delivered>({
    kind: "mails",
    automatic: true,
    describe: ({ after }) => ({
      what: `Courriel${to(after.address)} refusé par le serveur de messagerie`,
      detail: shown(after.serverText),
    }),
  }),
};

function to(address: string | null | undefined): string {
  return address ? ` pour ${address}` : "";
}
