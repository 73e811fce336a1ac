/**
 * Markdown as strings, for pages so many and so small that a tree for each would cost more than its text.
 * Text that came from a source can get in through `md` and its kin only, which escape it: what could be
 * markup to any of the readers a page is written for (CommonMark, GFM, MDX, and the templates of Vue,
 * Liquid and Hugo that are run over Markdown) is shown as the characters it is.
 */

/** Source that may stand in a page as it is. Made by this module only, so that a plain string never passes for it. */
export class Markdown {
  readonly source: string;
  /** @param source trusted: what came from an article goes through `md` */
  constructor(source: string) {
    this.source = source;
  }
}

/**
 * A template whose own words are Markdown and whose values are text, unless they are Markdown themselves.
 *
 * @example md`**电话**：${phone}`
 */
export function md(
  parts: TemplateStringsArray,
  ...values: ReadonlyArray<string | number | Markdown>
): Markdown {
  let source = parts[0]!;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    source += value instanceof Markdown ? value.source : typeof value === "number" ? value : inline(value);
    source += parts[i + 1]!;
  }
  return new Markdown(source);
}

/** Pieces one behind another; the separator is text of ours. */
export function join(pieces: readonly Markdown[], separator = ""): Markdown {
  return new Markdown(pieces.map((piece) => piece.source).join(separator));
}

/**
 * Where any reader might see more than characters:
 * runs of `{` (Vue, Liquid), punctuation of Markdown, `<!` (comments that include files), `%%` and `{%`,
 * `==`, `@`, `://` and `:word` (autolinks, emoji), a dot inside a host name, a `!` before a link of ours.
 */
const MARKUP =
  /\{{2,}|[\\`*_{}[\]<>|~&#$^]|(?<=<)!|!$|(?<=[{%])%|%(?=%)|(?<==)=|=(?==)|@|:(?=\/\/|[A-Za-z+-])|(?<=[A-Za-z0-9-])\.(?=[A-Za-z])/g;

/** What makes a block of a line that begins with it. */
const BLOCK_MARK = /^[-+=:]/;
const ORDINAL = /^(\d{1,9})([.)])(?=\s|$)/;
/** MDX takes a paragraph that begins with one of these for a program. */
const PROGRAM = /^(?:import|export)\b/;

/** Text on one line: white space of any kind becomes one space, and nothing in it is markup. */
export function inline(value: string): string {
  const escaped = withinLine(oneLine(value));
  if (BLOCK_MARK.test(escaped)) return `\\${escaped}`;
  if (PROGRAM.test(escaped)) return `&#${escaped.charCodeAt(0)};${escaped.slice(1)}`;
  return escaped.replace(ORDINAL, "$1\\$2");
}

/** A piece of a line, blanks at its ends kept; what stands before it on the line is its caller's. */
export function withinLine(value: string): string {
  return value.replace(MARKUP, (found) => (found.length > 1 ? braces(found.length) : `\\${found}`));
}

/** Braces in code and out of it by turns: no two are ever neighbours, neither in the Markdown nor in its HTML. */
function braces(count: number): string {
  return "`{`\\{".repeat(count >> 1) + (count % 2 === 1 ? "`{`" : "");
}

/** For places that hold one line. NUL is what no reader of Markdown keeps. */
export function oneLine(value: string): string {
  return value.replace(/[\s\0]+/g, " ").trim();
}

/** Lines of a text that say something. */
export function linesOf(value: string): string[] {
  return value
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== "");
}

export function heading(depth: 1 | 2 | 3 | 4, value: string): Markdown {
  return new Markdown(`${"#".repeat(depth)} ${inline(value)}\n\n`);
}

/** One paragraph. */
export function paragraph(content: Markdown): Markdown {
  return new Markdown(`${content.source}\n\n`);
}

/** Text as paragraphs: a line end in it ends one. */
export function paragraphs(value: string): Markdown {
  return join(linesOf(value).map((line) => md`${line}\n\n`));
}

/** Paragraphs of text as a quotation; `behind` is a last paragraph of ours in it. */
export function quotation(value: string, behind?: Markdown): Markdown {
  const lines = linesOf(value).map((line) => `> ${inline(line)}\n`);
  if (behind) lines.push(`> ${behind.source}\n`);
  return new Markdown(`${lines.join(">\n")}\n`);
}

/** A list; further lines of an entry must be indented already. */
export function list(entries: readonly Markdown[], ordered = false): Markdown {
  if (entries.length === 0) return new Markdown("");
  return new Markdown(
    `${entries.map(({ source }, i) => `${ordered ? `${i + 1}.` : "-"} ${source}\n`).join("")}\n`,
  );
}

/** What is to be got together, to be ticked off. */
export function checklist(entries: readonly Markdown[]): Markdown {
  return list(entries.map(({ source }) => new Markdown(`[ ] ${source}`)));
}

/** A table of GFM. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly Markdown[]>): Markdown {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return new Markdown(
    `${row(head.map(inline))}${row(head.map(() => "-"))}${rows
      .map((cells) => row(cells.map((cell) => cell.source)))
      .join("")}\n`,
  );
}

/** A link within the bundle. @param url a path of ours: letters, digits and `./-` */
export function link(url: string, label: string): Markdown {
  return new Markdown(`[${inline(label)}](${url})`);
}

/** A link to the web, or just its words where the address is none. */
export function webLink(url: string, label: string): Markdown {
  if (!/^https?:\/\/[^\s/]/i.test(url)) return md`${label}`;
  const address = url
    .replace(/[^!#$%&+,\-./0-9:;=?@A-Za-z_~]/gu, (c) => (isLone(c) ? "%EF%BF%BD" : encodeURIComponent(c)))
    .replace(/[()*']/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("&", "&amp;");
  return new Markdown(`[${inline(label)}](${address})`);
}

const isLone = (character: string) => /\p{Surrogate}/u.test(character);
