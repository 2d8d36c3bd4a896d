import { utf16Of } from "#domain/sniff.ts";
import { Refused } from "#siecle/refused.ts";

/** The encoding that the first bytes announce; else Latin-9, as usual in SIECLE. */
export function announcedEncoding(head: Buffer, file: string): { label: string; isGuess: boolean } {
  const byMark = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? "utf-8" : utf16Of(head);
  if (byMark) return { label: byMark, isGuess: false };
  const declared = declaredEncoding(head);
  if (declared === undefined) return { label: "iso-8859-15", isGuess: true };
  const label = knownLabel(declared);
  if (!label) throw new Refused({ code: "unknown-encoding", file, encoding: declared });
  // A readable declaration proves that the bytes are not UTF-16.
  return { label: label.startsWith("utf-16") ? "utf-8" : label, isGuess: false };
}

function declaredEncoding(head: Buffer): string | undefined {
  return /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/.exec(head.toString("latin1"))?.[1];
}

function knownLabel(declared: string): string | undefined {
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return undefined;
  }
}

/** Joins letters cut by the end of a chunk. */
export async function* decoded(chunks: AsyncIterable<Buffer>, label: string, file: string) {
  const decode = label === "iso-8859-15" ? latin9 : decoderOf(label, file);
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}

function decoderOf(label: string, file: string): (chunk?: Buffer) => string {
  const decoder = new TextDecoder(label, { fatal: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new Refused({ code: "wrong-encoding", file });
    }
  };
}

const latin9Letters: Readonly<Record<string, string>> = {
  "\xA4": "€",
  "\xA6": "Š",
  "\xA8": "š",
  "\xB4": "Ž",
  "\xB8": "ž",
  "\xBC": "Œ",
  "\xBD": "œ",
  "\xBE": "Ÿ",
};

/** For nearly every file: several times faster than `TextDecoder`, with strings half the size. */
function latin9(chunk?: Buffer): string {
  const latin1 = chunk?.toString("latin1") ?? "";
  return latin1.replace(/[\xA4\xA6\xA8\xB4\xB8\xBC\xBD\xBE]/g, (letter) => latin9Letters[letter]!);
}
