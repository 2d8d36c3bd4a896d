/** How a page leaves: layout, who is signed in, what was just done. */

import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { updateSession } from "#data/access/sessions.ts";
import { fullName } from "#domain/names.ts";
import type { Profile } from "#domain/people/user.ts";
import type { School } from "#domain/school/school.ts";
import { conformity } from "#web/kit/conformity.ts";
import { acceptedEncoding, encoded } from "#web/kit/encoding.ts";
import type { FormErrors } from "#web/kit/form.ts";
import { helpFor } from "#web/kit/help-screens.ts";
import type { Inspection, PageEnv, RequestContext } from "#web/kit/here.ts";
import { frenchHtml } from "#web/kit/typography.ts";
import { paths } from "#web/paths.ts";
import { Page, type Viewer } from "#web/ui/layout.tsx";

export interface PageContent {
  readonly title: string;
  readonly wide?: boolean;
  readonly status?: ContentfulStatusCode;
  /** Without a script the page is asked for again after so long: something goes on. */
  readonly refreshSeconds?: number;
  /** Which an inspector looks at; otherwise it is the visitor's own. */
  readonly school?: School;
  readonly children: Child;
}

/** Answers a whole page; of which Turbo may take one frame. */
export async function showPage(c: Context<PageEnv>, content: PageContent): Promise<Response> {
  const { site, inspection } = c.var;
  const context = c.var.context as RequestContext | undefined;
  // The page that tells of an error must not meet it again.
  const notice = (content.status ?? 200) < 500 ? await takeNotice(c, context) : undefined;
  const html = (
    <Page
      title={content.status === 422 ? `Erreur : ${content.title}` : content.title}
      assets={site.assets}
      school={content.school ?? context?.school}
      viewer={context ? viewerOf(c, context) : inspection && inspectorViewer(c, inspection)}
      notice={notice === undefined ? undefined : { kind: "done", text: notice }}
      product={site.productName}
      devMailbox={site.hasMailbox ? paths.mailbox({}) : undefined}
      wide={content.wide}
      refreshSeconds={content.refreshSeconds}
      foot={{
        conformity,
        accessibilityHref: context
          ? paths.accessibility({ uai: context.school.uai })
          : paths.accessibilityOfAll({}),
        siteMapHref: context && paths.siteMap({ uai: context.school.uai }),
      }}
    >
      {content.children}
    </Page>
  );
  c.header("Cache-Control", "no-store");
  return sendPage(c, frenchHtml(String(await html)), content.status ?? 200);
}

/** Refused by a rule, wrongly filled in, or as usual. */
export function statusOf(errors: FormErrors, refusal?: unknown): 200 | 409 | 422 {
  if (refusal !== undefined) return 409;
  return Object.keys(errors).length > 0 ? 422 : 200;
}

/** A page of fifty people shrinks fifteen times in about a millisecond. */
const pageQuality = 4;

async function sendPage(c: Context<PageEnv>, html: string, status: ContentfulStatusCode): Promise<Response> {
  const encoding = acceptedEncoding(c);
  c.header("Vary", "Accept-Encoding");
  if (!encoding) return c.html(html, status);
  c.header("Content-Type", "text/html; charset=UTF-8");
  c.header("Content-Encoding", encoding);
  return c.body(new Uint8Array(await encoded(Buffer.from(html), encoding, pageQuality)), status);
}

function viewerOf(
  c: Context<PageEnv>,
  { school: { uai }, user, session }: RequestContext,
): Viewer | undefined {
  if (!user || session?.purpose !== "full") return undefined;
  return {
    shownName: fullName(user),
    accountHref: paths.account({ uai }),
    navigation: entriesOf(user.profile, uai).map(([label, href]) => entry(c, label, href)),
    helpHref: helpFor(c, uai, user.profile),
    signOutHref: paths.signOut({ uai }),
  };
}

function entriesOf(profile: Profile, uai: string): [label: string, href: string][] {
  switch (profile) {
    case "administrator":
      return [
        ["La rentrée", paths.schoolStart({ uai })],
        ["Utilisateurs", paths.users({ uai })],
        ["Importations", paths.imports({ uai })],
        ["Paramètres", paths.settings({ uai })],
      ];
    case "head":
      return [
        ["Mon compte", paths.account({ uai })],
        ["Accès des inspecteurs", paths.inspectors({ uai })],
      ];
    default:
      return [["Mon compte", paths.account({ uai })]];
  }
}

function inspectorViewer(c: Context<PageEnv>, { inspector }: Inspection): Viewer {
  return {
    shownName: fullName(inspector),
    navigation: [entry(c, "Établissements", paths.inspection({}))],
    signOutHref: paths.inspectorSignOut({}),
  };
}

function entry(c: Context<PageEnv>, label: string, href: string): Viewer["navigation"][number] {
  return { label, href, current: isWithin(c.req.path, href) };
}

function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

/** The answer to the last deed is said once, on the next whole page. */
async function takeNotice(
  c: Context<PageEnv>,
  context: RequestContext | undefined,
): Promise<string | undefined> {
  const session = context?.session;
  if (!session?.notice || c.req.method !== "GET" || c.req.header("turbo-frame")) return undefined;
  await c.var.site.database.inSchool(context!.school.uai, (tx) =>
    updateSession(tx, session.tokenHash, { notice: null }),
  );
  return session.notice;
}
