import type { Child } from "hono/jsx";
import { raw } from "hono/utils/html";
import { HelpAddress, HelpLink } from "#web/ui/help-link.tsx";
import { Notice, type NoticeKind } from "#web/ui/notice.tsx";

export interface Viewer {
  shownName: string;
  /** The page « Mon compte ». */
  accountHref?: string | undefined;
  /** Four entries at most. */
  navigation: readonly { href: string; label: string; current: boolean }[];
  /** The help about this screen. */
  helpHref?: string | undefined;
  signOutHref: string;
}

export interface PageProps {
  title: string;
  /** Addresses of the stylesheet, of Turbo and of the custom elements. */
  assets: { css: string; turbo: string; elements: string };
  school?: { uai: string; name: string } | undefined;
  viewer?: Viewer | undefined;
  notice?: { kind: NoticeKind; text: string } | undefined;
  /** The product's name, for pages of no school. */
  product?: string | undefined;
  /** The page of the mails that a trial machine does not send. */
  devMailbox?: string | undefined;
  /** For tables; other pages keep a readable width. */
  wide?: boolean | undefined;
  /** Without a script the page reloads after this delay. */
  refreshSeconds?: number | undefined;
  foot: FootLinks;
  children?: Child;
}

interface FootLinks {
  /** The degree of accessibility, in the law's own words: it wants them on the first page. */
  conformity: string;
  accessibilityHref: string;
  siteMapHref: string | undefined;
}

export function Page({ title, school, viewer, product, devMailbox, ...page }: PageProps) {
  const place = school?.name ?? product;
  const width = page.wide ? "wide" : viewer ? "reading" : "narrow";
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <title>{place ? `${title} – ${place}` : title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="turbo-prefetch" content="false" />
          <meta name="turbo-cache-control" content="no-cache" />
          {page.refreshSeconds && (
            <noscript>
              <meta http-equiv="refresh" content={String(page.refreshSeconds)} />
            </noscript>
          )}
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={page.assets.css} data-turbo-track="reload" />
          <script type="module" src={page.assets.turbo} data-turbo-track="reload" />
          <script type="module" src={page.assets.elements} data-turbo-track="reload" />
        </head>
        <body>
          <a class="skip-link" href="#contenu" data-turbo="false">
            Aller au contenu
          </a>
          <Bar school={school} place={place} viewer={viewer} />
          <main id="contenu" class={`shell main main-${width}`} tabindex={-1}>
            {page.notice && (
              <Notice kind={page.notice.kind} focus>
                {page.notice.text}
              </Notice>
            )}
            <HelpAddress.Provider value={viewer?.helpHref}>{page.children}</HelpAddress.Provider>
          </main>
          <Foot product={product} devMailbox={devMailbox} {...page.foot} />
          {viewer && <shortcut-keys />}
        </body>
      </html>
    </>
  );
}

function Bar({
  school,
  place,
  viewer,
}: Pick<PageProps, "school" | "viewer"> & { place: string | undefined }) {
  return (
    <header class="bar">
      <div class="shell bar-line">
        <p class="bar-place">
          {place} {school && <span class="bar-uai">{school.uai}</span>}
        </p>
        {viewer && (
          <nav class="bar-navigation underlined" aria-label="Navigation principale">
            <ul>
              {viewer.navigation.map((entry) => (
                <li>
                  <a href={entry.href} aria-current={entry.current ? "page" : undefined}>
                    {entry.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {viewer && (
          <form class="bar-viewer" method="post" action={viewer.signOutHref}>
            <span>
              <span class="visually-hidden">Compte ouvert : </span>
              {viewer.accountHref ? <a href={viewer.accountHref}>{viewer.shownName}</a> : viewer.shownName}
            </span>
            {viewer.helpHref && <HelpLink href={viewer.helpHref} />}
            <button class="button button-quiet" type="submit">
              Se déconnecter
            </button>
          </form>
        )}
      </div>
    </header>
  );
}

type FootProps = FootLinks & Pick<PageProps, "product" | "devMailbox">;

function Foot({ product, devMailbox, conformity, accessibilityHref, siteMapHref }: FootProps) {
  return (
    <footer class="shell foot">
      {product && <p>{product}</p>}
      <ul class="foot-links">
        {siteMapHref && (
          <li>
            <a href={siteMapHref}>Plan du site</a>
          </li>
        )}
        <li>
          <a href={accessibilityHref}>Accessibilité : {conformity}</a>
        </li>
      </ul>
      {devMailbox && (
        <p>
          Essai sur ce poste : aucun courriel ne part, tous se lisent dans la{" "}
          <a href={devMailbox}>boîte d’essai</a>.
        </p>
      )}
    </footer>
  );
}

/** The main heading of a page, with its main actions beside it. */
export function PageHeading({ title, lead, children }: { title: string; lead?: Child; children?: Child }) {
  return (
    <div class="page-heading">
      <div>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}
