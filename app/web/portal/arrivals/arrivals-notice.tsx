import { arrivalsSentence } from "#domain/portal/portal.ts";
import { paths } from "#web/paths.ts";
import { Notice } from "#web/ui/notice.tsx";

/** Nothing when nobody waits. `count`: `countArrivals` of `data/portal/arrivals.ts`. */
export function ArrivalsNotice({ uai, count }: { uai: string; count: number }) {
  if (count === 0) return null;
  return (
    <Notice kind="question" title={arrivalsSentence(count)}>
      <p>
        <a href={paths.arrivals({ uai })}>
          {count === 1
            ? "Voir qui c’est et relier son compte"
            : "Voir qui elles sont et relier leurs comptes"}
        </a>
      </p>
    </Notice>
  );
}
