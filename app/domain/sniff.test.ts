import { describe, expect, it } from "vitest";
import { sniff } from "#domain/sniff.ts";

const utf16 = Buffer.from('\uFEFF<?xml version="1.0"?>', "utf16le");

describe("sniff", () => {
  it.each<[string, string | Buffer, ReturnType<typeof sniff>]>([
    ["nothing", "", "empty"],
    ["blanks", " \r\n\t", "empty"],
    ["one byte", "<", "xml"],
    ["XML", '<?xml version="1.0"?><a/>', "xml"],
    ["XML after a mark", "\uFEFF<a/>", "xml"],
    ["XML in UTF-16", utf16, "xml"],
    ["XML in UTF-16, high byte first", Buffer.from(utf16).swap16(), "xml"],
    ["XML in UTF-16 without a mark", utf16.subarray(2), "xml"],
    ["a ZIP", "PK\x03\x04...", "zip"],
    ["an empty ZIP", "PK\x05\x06...", "zip"],
    ["a PDF", "%PDF-1.7", "pdf"],
    ["an old Excel file", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "office"],
    ["a page", "\n<!DOCTYPE html><html>", "html"],
    ["a table saved as .xls", "<table><tr>", "html"],
    ["a gzip", Buffer.from([0x1f, 0x8b, 8]), "archive"],
    ["a CSV", "Nom;Prénom\nMARTIN;Léa\n", "text"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), "other"],
  ])("knows %s", (_, content, look) => {
    expect(sniff(Buffer.from(content as string))).toBe(look);
  });
});
