/** Judges a file by its first bytes; its name proves nothing. */

export type NotAnExport = "empty" | "pdf" | "office" | "html" | "archive" | "text" | "other";

const signatures: readonly (readonly [prefix: string, look: "zip" | NotAnExport])[] = [
  ["PK\x03\x04", "zip"],
  ["PK\x05\x06", "zip"],
  ["%PDF", "pdf"],
  ["\xD0\xCF\x11\xE0", "office"],
  ["{\\rtf", "office"],
  ["\x1F\x8B", "archive"],
  ["7z\xBC\xAF", "archive"],
  ["Rar!", "archive"],
  ["BZh", "archive"],
  ["\xFD7zXZ", "archive"],
];

export function sniff(head: Buffer): "xml" | "zip" | NotAnExport {
  const bytes = head.toString("latin1");
  const known = signatures.find(([prefix]) => bytes.startsWith(prefix));
  if (known) return known[1];
  const text = new TextDecoder(utf16Of(head) ?? "utf-8").decode(head).trim();
  if (text === "") return "empty";
  if (/^<(!doctype\s+html|html|table)\b/i.test(text)) return "html";
  if (text.startsWith("<")) return "xml";
  return /\p{Cc}/u.test(text.replace(/\s/g, "")) ? "other" : "text";
}

/** UTF-16 shows by its byte order mark, or by the zero beside the first `<`. */
export function utf16Of(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const start = head.length < 2 ? 0 : head.readUInt16BE(0);
  if (start === 0xfffe || start === 0x3c00) return "utf-16le";
  if (start === 0xfeff || start === 0x003c) return "utf-16be";
  return undefined;
}

const headBytes = 1024;

export async function headOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of chunks) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= headBytes) break;
  }
  return Buffer.from(head.subarray(0, headBytes));
}
