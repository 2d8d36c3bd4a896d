/** Decodes UTF-8 or UTF-16, with or without a byte order mark, else Windows-1252. */
export function decodePortalText(bytes: Buffer): string | undefined {
  const label = utf16Of(bytes) ?? (isUtf8(bytes) ? "utf-8" : "windows-1252");
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    // Text holds no control characters but spaces.
    return /[^\P{Cc}\s]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** By its byte order mark, or by the zeros beside letters. */
function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 2) return undefined;
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe) return "utf-16le";
  if (mark === 0xfeff) return "utf-16be";
  const head = bytes.subarray(0, 200);
  const zeros = (from: number): number => head.filter((byte, i) => i % 2 === from && byte === 0).length;
  const most = head.length / 4;
  if (zeros(1) > most && zeros(0) === 0) return "utf-16le";
  return zeros(0) > most && zeros(1) === 0 ? "utf-16be" : undefined;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
