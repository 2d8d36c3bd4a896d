import { frenchCount } from "#domain/french.ts";

interface Tab {
  href: string;
  label: string;
  current: boolean;
  count?: number | undefined;
}

/** Each tab is an address: links, not the ARIA pattern of tabs. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs underlined" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.label} {tab.count !== undefined && <span class="tab-count">{frenchCount(tab.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
