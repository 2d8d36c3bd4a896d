interface Tab {
  href: string;
  label: string;
  current: boolean;
  count?: number | undefined;
}

const french = new Intl.NumberFormat("fr-FR");

/** Tabs that are addresses: links, not the ARIA pattern. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.label}{" "}
              {tab.count !== undefined && <span class="tab-count">{french.format(tab.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
