/** The mailbox of the development server, which keeps its mails in memory and sends none. */

import { Hono } from "hono";
import type { DevelopmentMailbox } from "#mail/transport.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export function mailboxRoutes(mailbox: DevelopmentMailbox): Hono<PageEnv> {
  return new Hono<PageEnv>().get(paths.mailbox.pattern, (c) =>
    showPage(c, {
      title: "Boîte aux lettres d’essai",
      children: (
        <>
          <PageHeading
            title="Boîte aux lettres d’essai"
            lead="Sur ce serveur d’essai, aucun courriel ne part : les voici, du plus récent au plus ancien, jusqu’à l’arrêt du serveur."
          />
          {mailbox.list().length === 0 && <EmptyState title="Aucun courriel pour le moment." />}
          {mailbox.list().map((mail) => (
            <article class="mailbox-mail">
              <h2>{mail.subject}</h2>
              <p class="field-hint">
                {dateAndTime(mail.at)} – de {mail.from.name} ({mail.from.address}) à {mail.to}
              </p>
              <pre>{withLinks(mail.text)}</pre>
            </article>
          ))}
        </>
      ),
    }),
  );
}

function withLinks(text: string) {
  return text.split(/(https?:\S+)/).map((piece, i) => (i % 2 === 1 ? <a href={piece}>{piece}</a> : piece));
}
