import qrcode from "qrcode-generator";

/** The blank around a code: phones do not see a code without it. */
const quietModules = 4;

/** Drawn once per page; `<use href="#qr" />` shows it. */
export function QrSymbol({ text }: { text: string }) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const rows = Array.from({ length: modules }, (_, row) =>
    rowPath(modules, row, (column) => code.isDark(row, column)),
  );
  const side = modules + 2 * quietModules;
  return (
    <svg class="qr-symbol" aria-hidden="true">
      <symbol id="qr" viewBox={`0 0 ${side} ${side}`}>
        <path d={rows.join("")} shape-rendering="crispEdges" />
      </symbol>
    </svg>
  );
}

/** A rectangle for each run of dark modules. */
function rowPath(modules: number, row: number, isDark: (column: number) => boolean): string {
  let path = "";
  for (let column = 0; column < modules; column++) {
    if (!isDark(column)) continue;
    const start = column;
    while (column + 1 < modules && isDark(column + 1)) column++;
    const width = column - start + 1;
    path += `M${start + quietModules} ${row + quietModules}h${width}v1h-${width}z`;
  }
  return path;
}
