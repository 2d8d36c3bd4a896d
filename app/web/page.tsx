/** How a page leaves: layout, who is signed in, what was just done. */

import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { updateSession } from "#data/sessions.ts";
import { fullName } from "#domain/names.ts";
import { paths } from "#web/paths.ts";
import { frenchHtml } from "#web/typography.ts";
import { Page, type Viewer } from "#web/ui/layout.tsx";
import type { PageEnv, Visit } from "#web/visit.ts";

export interface PageContent {
  readonly title: string;
  readonly wide?: boolean;
  readonly status?: ContentfulStatusCode;
  /** Without a script the page is asked for again after so long: something goes on. */
  readonly refreshSeconds?: number;
  readonly children: Child;
}

/** Answers a whole page; of which Turbo may take one frame. */
export async function showPage(c: Context<PageEnv>, content: PageContent): Promise<Response> {
  const { site } = c.var;
  const visit = c.var.visit as Visit | undefined;
  const notice = await takeNotice(c, visit);
  const html = (
    <Page
      title={content.title}
      assets={site.assets}
      school={visit?.school}
      viewer={visit && viewerOf(c, visit)}
      notice={notice === undefined ? undefined : { kind: "done", text: notice }}
      product={site.productName}
      devMailbox={site.hasMailbox ? paths.mailbox({}) : undefined}
      wide={content.wide}
      refreshSeconds={content.refreshSeconds}
    >
      {content.children}
    </Page>
  );
  c.header("Cache-Control", "no-store");
  return c.html(frenchHtml(String(await html)), content.status ?? 200);
}

function viewerOf(c: Context<PageEnv>, { school: { uai }, user, session }: Visit): Viewer | undefined {
  if (!user || session?.purpose !== "full") return undefined;
  const entry = (label: string, href: string) => ({ label, href, current: isWithin(c.req.path, href) });
  const navigation =
    user.profile === "administrator"
      ? [
          entry("Utilisateurs", paths.users({ uai })),
          entry("Importations", paths.imports({ uai })),
          entry("Paramètres", paths.settings({ uai })),
          entry("Aide", paths.help({ uai })),
        ]
      : [entry("Mon compte", paths.account({ uai }))];
  return {
    shownName: fullName(user),
    accountHref: paths.account({ uai }),
    navigation,
    signOutHref: paths.signOut({ uai }),
  };
}

function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

/** The answer to the last deed is said once, on the next whole page. */
async function takeNotice(c: Context<PageEnv>, visit: Visit | undefined): Promise<string | undefined> {
  const session = visit?.session;
  if (!session?.notice || c.req.method !== "GET" || c.req.header("turbo-frame")) return undefined;
  await c.var.site.database.inSchool(visit!.school.uai, (tx) =>
    updateSession(tx, session.tokenHash, { notice: null }),
  );
  return session.notice;
}
