/** Which reader a file is for, told by its name; and what it must not be, told by its first bytes. */
import type { Format } from "../../article.ts";

const FORMATS: Readonly<Record<string, Format>> = {
  txt: "text",
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
  json: "json",
  jsonl: "jsonl",
  ndjson: "jsonl",
};

export interface Named {
  /** Undefined when no reader knows the extension. */
  readonly format: Format | undefined;
  readonly gzip: boolean;
}

/** Format and compression by the extension of a path, in any case. */
export function formatOf(source: string): Named {
  const name = source.slice(source.lastIndexOf("/") + 1).toLowerCase();
  const gzip = name.endsWith(".gz");
  const bare = gzip ? name.slice(0, -3) : name;
  const dot = bare.lastIndexOf(".");
  const extension = dot < 0 ? "" : bare.slice(dot + 1);
  return { format: Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined, gzip };
}

export const KNOWN_EXTENSIONS: readonly string[] = Object.keys(FORMATS);

/** First bytes of what people rename to `.txt` or `.html` by mistake. */
const SIGNATURES: ReadonlyArray<readonly [name: string, bytes: readonly number[]]> = [
  ["PNG image", [0x89, 0x50, 0x4e, 0x47]],
  ["JPEG image", [0xff, 0xd8, 0xff]],
  ["GIF image", [0x47, 0x49, 0x46, 0x38]],
  ["PDF document", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["ZIP archive or Office document", [0x50, 0x4b, 0x03, 0x04]],
  ["old Office document", [0xd0, 0xcf, 0x11, 0xe0]],
  ["7z archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["RAR archive", [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ["gzip archive", [0x1f, 0x8b]],
  ["Zstandard archive", [0x28, 0xb5, 0x2f, 0xfd]],
  ["ELF program", [0x7f, 0x45, 0x4c, 0x46]],
  ["SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
];

/** The name of the binary format the bytes begin like, if any. */
export function binarySignature(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, head]) => head.every((b, i) => bytes[i] === b))?.[0];
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Control characters a text may hold are few: a stray one survives a scrape, a binary file is full of them. */
const MOST_CONTROLS = 0.005;

/** Whether decoded text is no text: NUL and other control characters beyond what a scrape leaves. */
export function looksBinary(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x20 ? c < 0x09 || (c > 0x0d && c !== 0x1b) : c === 0x7f) controls++;
  }
  return controls > text.length * MOST_CONTROLS;
}
