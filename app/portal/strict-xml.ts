/** A small document as a tree: namespaces resolved; no DOCTYPE, own entity or processing instruction. */

import { SaxesParser } from "saxes";
import { PortalFailure } from "#portal/failure.ts";

export interface XmlElement {
  /** `{namespace}name` */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const deepest = 16;

export function readStrictXml(text: string): XmlElement {
  const refuse = (): never => {
    throw new PortalFailure("unreadable");
  };
  const parser = new SaxesParser({ xmlns: true });
  let root: XmlElement | undefined;
  const open: XmlElement[] = [];
  // Joins the pieces around a comment: half of a name must not pass for the whole.
  const gather = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("processinginstruction", refuse);
  parser.on("text", gather);
  parser.on("cdata", gather);
  // A comment inside a value has no honest reason; between elements it is harmless.
  const commented = new Set<XmlElement | undefined>();
  parser.on("comment", () => commented.add(open.at(-1)));
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (open.length >= deepest) refuse();
    const element: XmlElement = {
      name: `{${uri}}${local}`,
      attributes: values(attributes),
      children: [],
      text: "",
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on("closetag", () => {
    const element = open.pop()!;
    if (element.text.trim() && (element.children.length > 0 || commented.has(element))) refuse();
  });
  parser.write(text).close();
  return root ?? refuse();
}

function values(attributes: Record<string, { value: string }>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
