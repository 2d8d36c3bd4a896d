/** Ratios, which hold on any machine, then plain figures. */
export interface Report {
  readonly ratios: readonly Ratio[];
  readonly tables: readonly Table[];
}

interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
}

interface Table {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function printReport(name: string, { ratios, tables }: Report): void {
  printTable({
    title: `${name}: ratios`,
    headings: ["", "measured", "goal", ""],
    rows: ratios.map(({ name, value, goal }) => [
      name,
      value.toFixed(2),
      "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`,
      ("atMost" in goal ? value <= goal.atMost : value >= goal.atLeast) ? "reached" : "missed",
    ]),
  });
  for (const table of tables) printTable({ ...table, title: `${name}: ${table.title}` });
}

function printTable({ title, headings, rows }: Table): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join("  ");
  console.log(["", title, line(headings), ...rows.map(line)].join("\n"));
}
