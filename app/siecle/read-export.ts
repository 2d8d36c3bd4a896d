import { fr } from "#domain/french.ts";
import type { FileKind, SnapshotFile, SnapshotWarning } from "#domain/snapshot.ts";
import { examinedBytes } from "#siecle/bytes.ts";
import type { Content } from "#siecle/content.ts";
import { announcedEncoding, decoded } from "#siecle/encoding.ts";
import { type Header, headerOf } from "#siecle/header.ts";
import type { Limits } from "#siecle/limits.ts";
import { parseXml } from "#siecle/parse-xml.ts";
import { ofKind, Refused } from "#siecle/refused.ts";
import { readerOfRoot } from "#siecle/roots.ts";
import { collectWarnings } from "#siecle/warnings.ts";
import { OverlongValue, type XmlElement } from "#siecle/xml-element.ts";
import type { XmlSource } from "#siecle/xml-source.ts";

export interface SchoolExport {
  readonly file: SnapshotFile;
  readonly yearBounds: Header["yearBounds"];
  readonly content: Content;
  readonly warnings: readonly SnapshotWarning[];
}

/** Bytes read and people found, both in this file. */
export type Progress = (bytes: number, people: number) => void;

/**
 * Reads one XML; `undefined` for an export without people. An editor may save a file as UTF-8 but leave its
 * declaration: only the whole file shows that, and it is then read again.
 */
export async function readExport(
  source: XmlSource,
  limits: Limits,
  onProgress: Progress = () => {},
): Promise<SchoolExport | undefined> {
  const announced = announcedEncoding(source.head, source.name);
  const first = await readAs(announced.label, source, limits, onProgress);
  if (!first) return undefined;
  const isResaved =
    first.utf8 === "yes" && announced.label !== "utf-8" && !announced.label.startsWith("utf-16");
  const { utf8: _, ...read } = isResaved ? (await readAs("utf-8", source, limits))! : first;
  const isDoubtful = announced.isGuess ? first.utf8 === "no" : isResaved;
  return isDoubtful ? { ...read, warnings: [doubt(source.name), ...read.warnings] } : read;
}

async function readAs(label: string, source: XmlSource, limits: Limits, onProgress: Progress = () => {}) {
  const { name } = source;
  const warnings = collectWarnings(name, limits.warnings);
  let known: ReturnType<typeof readerOfRoot>;
  const bytes = examinedBytes(source, limits, (sizeBytes) =>
    onProgress(sizeBytes, known?.reader.people?.() ?? 0),
  );
  let parameters: XmlElement | undefined;
  try {
    await parseXml(decoded(bytes.chunks, label, name), name, limits, (root) => {
      known = readerOfRoot(root, name, warnings.warn);
      const keepParameters = (element: XmlElement) => {
        parameters = element;
      };
      return known && { ...known.reader.records, PARAMETRES: keepParameters };
    });
    if (!known) return undefined;
    const { yearBounds, ...header } = headerOf(parameters, name);
    const content = known.reader.finish();
    const { utf8, ...facts } = bytes.read();
    const file: SnapshotFile = { name, kind: known.kind, ...facts, ...header };
    return { file, yearBounds, content, warnings: warnings.list(), utf8 };
  } catch (error) {
    throw refusedAs(known?.kind, name, error);
  }
}

function refusedAs(kind: FileKind | undefined, file: string, error: unknown): unknown {
  const refusal =
    error instanceof OverlongValue
      ? ({
          code: "overlong-value",
          file,
          element: error.element,
          chars: error.chars,
          longest: error.longest,
        } as const)
      : error instanceof Refused && error.refusal;
  if (!refusal) return error;
  return new Refused(kind ? ofKind(refusal, kind) : refusal);
}

function doubt(file: string): SnapshotWarning {
  const message = fr`Ce fichier a sans doute été modifié depuis son export ; ses accents sont peut-être mal lus. Vérifiez quelques noms accentués.`;
  return { file, message };
}
