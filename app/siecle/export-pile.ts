import { fr } from "#domain/french.ts";
import type { SchoolSnapshot, SnapshotWarning } from "#domain/snapshot.ts";
import { refuseDisagreement } from "#siecle/agreement.ts";
import { assemble } from "#siecle/assemble.ts";
import type { Limits } from "#siecle/limits.ts";
import { type Progress, readExport, type SchoolExport } from "#siecle/read-export.ts";
import { Refused } from "#siecle/refused.ts";
import type { XmlSource } from "#siecle/xml-source.ts";

/** The exports read so far, and warnings about ignored files. */
export class ExportPile {
  readonly #limits: Limits;
  readonly #expectedUai: string | undefined;
  readonly #exports: SchoolExport[] = [];
  readonly #asides: SnapshotWarning[] = [];
  #bytes = 0;
  #people = 0;

  constructor(limits: Limits, expectedUai: string | undefined) {
    this.#limits = limits;
    this.#expectedUai = expectedUai;
  }

  /** People found, before duplicates are merged. */
  get people(): number {
    return this.#people;
  }

  /** `onProgress` gets the bytes of this source and the people of all. */
  async add(source: XmlSource, onProgress: Progress): Promise<void> {
    let people = 0;
    const found = await readExport(source, this.#limits, (bytes, found) => {
      people = found;
      onProgress(bytes, this.#people + found);
    });
    this.#people += people;
    if (!found) {
      this.#leaveAside(source.name, fr`Ce fichier ne parle de personne : il a été laissé de côté.`);
      return;
    }
    this.#bytes += found.file.sizeBytes;
    if (this.#bytes > this.#limits.importBytes) {
      throw new Refused({ code: "import-too-big", maxBytes: this.#limits.importBytes });
    }
    const twin = this.#exports.find(({ file }) => file.sha256 === found.file.sha256);
    if (twin) {
      this.#leaveAside(
        source.name,
        fr`Ce fichier est le même que « ${twin.file.name} » : il n’a été lu qu’une fois.`,
      );
      return;
    }
    this.#exports.push(found);
    refuseDisagreement(
      this.#exports.map(({ file }) => file),
      this.#expectedUai,
    );
  }

  snapshot(): SchoolSnapshot {
    if (
      !this.#exports.some(({ content }) => content.kind !== "structures" && content.kind !== "nomenclature")
    ) {
      const files = [...this.#exports.map(({ file }) => file.name), ...this.#asides.map(({ file }) => file!)];
      throw new Refused({ code: "nobody", files });
    }
    return assemble(this.#exports, this.#asides);
  }

  #leaveAside(file: string, message: string): void {
    this.#asides.push({ file, message });
  }
}
