/** Two texts beside one another on a terminal, on which a Chinese character takes two columns. */

const BETWEEN = " │ ";

/** Characters that take two columns (East Asian Width W and F, the blocks that occur in Chinese text). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/**
 * @param width columns for both and what is between; at least 7
 * @returns lines, the left text padded, the right one not
 */
export function inColumns(left: string, right: string, width: number): string[] {
  const each = Math.floor((width - widthOf(BETWEEN)) / 2);
  const [a, b] = [wrapped(left, each), wrapped(right, each)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const line = a[i] ?? "";
    return `${line}${" ".repeat(each - widthOf(line))}${BETWEEN}${b[i] ?? ""}`.trimEnd();
  });
}

/** Cut between any two characters, as Chinese is. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  for (const character of text) {
    const own = WIDE.test(character) ? 2 : 1;
    if (taken + own > width) {
      lines.push(line);
      line = "";
      taken = 0;
    }
    line += character;
    taken += own;
  }
  lines.push(line);
  return lines;
}
