import { Icon } from "#web/ui/icon.tsx";
import { frameLink } from "#web/ui/search-form.tsx";

interface PaginationProps {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  frame?: string | undefined;
}

export function Pagination({ page, pages, hrefOf, frame }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav class="pagination" aria-label="Pages de la liste">
      {page > 1 && (
        <a class="pagination-step" href={hrefOf(page - 1)} rel="prev" {...frameLink(frame)}>
          <Icon name="previous" /> Précédente
        </a>
      )}
      <ul>
        {shownPages(page, pages).map((shown) => (
          <li>
            {shown === undefined ? (
              "…"
            ) : (
              <a
                href={hrefOf(shown)}
                aria-current={shown === page ? "page" : undefined}
                {...frameLink(frame)}
              >
                <span class="visually-hidden">Page </span>
                {shown}
              </a>
            )}
          </li>
        ))}
      </ul>
      {page < pages && (
        <a class="pagination-step" href={hrefOf(page + 1)} rel="next" {...frameLink(frame)}>
          Suivante <Icon name="next" />
        </a>
      )}
    </nav>
  );
}

/** The first page, the last, the current one and its neighbours; `undefined` stands for those left out. */
function shownPages(page: number, pages: number): (number | undefined)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((p) => p >= 1 && p <= pages);
  return shown.flatMap((p, index) => (index > 0 && p - shown[index - 1]! > 1 ? [undefined, p] : [p]));
}
