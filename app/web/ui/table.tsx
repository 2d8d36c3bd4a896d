import type { Child } from "hono/jsx";
import { Icon } from "#web/ui/icon.tsx";
import { frameLink } from "#web/ui/search-form.tsx";

export interface Column<Row> {
  heading: string;
  cell: (row: Row) => Child;
  /** `href` sorts by this column, or reverses the order when the table is sorted by it. */
  sort?: { href: string; direction?: "ascending" | "descending" | undefined } | undefined;
  /** Its cells name their rows. */
  header?: boolean | undefined;
  /** A column of buttons. */
  actions?: boolean | undefined;
  /** Its words may be cut anywhere: addresses, logins. */
  breakable?: boolean | undefined;
  numeric?: boolean | undefined;
  /** A box for each row; only screen readers have the heading. */
  tick?: boolean | undefined;
}

export interface TableProps<Row> {
  /** What is listed and how many: a live search announces it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Shown in the place of a table without rows. */
  empty: Child;
  /** Rows to show in grey, such as masked people. */
  muted?: ((row: Row) => boolean) | undefined;
  /** The frame that sorting refreshes; without it sorting loads the page. */
  frame?: string | undefined;
  /** The tools for the whole list, beside the caption. */
  tools?: Child;
  compact?: boolean | undefined;
}

const captionId = "liste";

/** The stylesheet turns rows into short lists where columns have no room; roles keep it a table to screen readers. */
export function Table<Row>({ columns, rows, empty, muted, frame, tools, ...table }: TableProps<Row>) {
  if (rows.length === 0) return <div data-result-count="">{empty}</div>;
  // Numbers and boxes need little room.
  const wide = columns.filter(({ numeric, tick }) => !numeric && !tick).length;
  const room = wide > 7 ? "table-room-larger" : wide > 4 ? "table-room-large" : "";
  return (
    <>
      {tools && (
        <div class="table-head">
          <p class="table-caption" id={captionId} data-result-count="">
            {table.caption}
          </p>
          {tools}
        </div>
      )}
      <div class={`table-room ${room}`}>
        <table
          class={table.compact ? "table table-compact" : "table"}
          role="table"
          aria-labelledby={tools ? captionId : undefined}
        >
          {!tools && <caption data-result-count="">{table.caption}</caption>}
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Heading column={column} frame={frame} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr role="row" class={muted?.(row) ? "row-muted" : undefined}>
                {columns.map((column) => (
                  <Cell column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Heading<Row>({ column, frame }: { column: Column<Row>; frame: string | undefined }) {
  const { heading, sort } = column;
  return (
    <th role="columnheader" scope="col" class={cellClass(column)} aria-sort={sort?.direction}>
      {sort ? (
        <a class="sort" href={sort.href} {...frameLink(frame)}>
          {heading}
          <Icon name={sort.direction ? (sort.direction === "ascending" ? "up" : "down") : "sortable"} />
        </a>
      ) : (
        <span class={column.tick ? "visually-hidden" : "sort"}>{heading}</span>
      )}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  if (column.header) {
    return (
      <th role="rowheader" scope="row" class={cellClass(column)}>
        {content}
      </th>
    );
  }
  return (
    <td
      role="cell"
      class={cellClass(column)}
      data-label={column.actions || column.tick ? undefined : column.heading}
    >
      {column.actions ? <div class="row-actions">{content}</div> : content}
    </td>
  );
}

function cellClass<Row>({ actions, breakable, numeric, tick }: Column<Row>): string | undefined {
  const classes = [
    tick && "cell-tick",
    actions && "cell-actions",
    breakable && "cell-breakable",
    numeric && "cell-numeric",
  ];
  return classes.filter(Boolean).join(" ") || undefined;
}
