import type { SnapshotFile, SnapshotWarning } from "#domain/snapshot.ts";
import { examinedBytes } from "./bytes.ts";
import type { Content, ContentReader } from "./content.ts";
import { announcedEncoding, decoded } from "./encoding.ts";
import { fr } from "./french.ts";
import { type Header, headerOf } from "./header.ts";
import type { Limits } from "./limits.ts";
import { parseXml } from "./parse-xml.ts";
import { readerOfRoot } from "./roots.ts";
import { collectWarnings } from "./warnings.ts";
import type { XmlElement } from "./xml-element.ts";
import type { XmlSource } from "./xml-source.ts";

/** One file read: whose it is, and what it says. */
export interface SchoolExport {
  readonly file: SnapshotFile;
  readonly yearBounds: Header["yearBounds"];
  readonly content: Content;
  readonly warnings: readonly SnapshotWarning[];
}

/** Bytes behind us and people found, both in this file. */
export type Progress = (bytes: number, people: number) => void;

/**
 * Reads one XML; `undefined` for an export that says nothing of people. An editor that saves a file
 * again makes it UTF-8 and leaves the declaration; only the whole tells, and then it is read once more.
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
  let reader: ContentReader | undefined;
  const bytes = examinedBytes(source, limits, (sizeBytes) => onProgress(sizeBytes, reader?.people?.() ?? 0));
  let parameters: XmlElement | undefined;
  await parseXml(decoded(bytes.chunks, label, name), name, limits, (root) => {
    reader = readerOfRoot(root, name, warnings.warn);
    const keepParameters = (element: XmlElement) => {
      parameters = element;
    };
    return reader && { ...reader.records, PARAMETRES: keepParameters };
  });
  if (!reader) return undefined;
  const { yearBounds, ...header } = headerOf(parameters, name);
  const content = reader.finish();
  const { utf8, ...facts } = bytes.read();
  const file: SnapshotFile = { name, kind: content.kind, ...facts, ...header };
  return { file, yearBounds, content, warnings: warnings.list(), utf8 };
}

function doubt(file: string): SnapshotWarning {
  const message = fr`Ce fichier a sans doute été modifié depuis son export ; ses accents sont peut-être mal lus. Vérifiez quelques noms accentués.`;
  return { file, message };
}
