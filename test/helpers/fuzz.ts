/** Files as bad as they come, the same for the same seed: bytes without sense, and structures without end. */
import iconv from "iconv-lite";
import { random } from "./random.ts";

const CHINESE =
  "逾期后先联系客服说明困难，再申请延期还款，保留通话录音；拨打95188。（注意）“不要”相信中介！\n";

/** By name: contents from a generator of numbers in [0, 1). */
const KINDS: Readonly<Record<string, (next: () => number) => [ending: string, bytes: Uint8Array]>> = {
  bytes: (next) => [ending(next), Uint8Array.from({ length: size(next, 3000) }, () => next() * 256)],
  truncated: (next) => {
    const encoding = ["utf8", "gb18030", "big5", "utf16le"][Math.floor(next() * 4)]!;
    const bytes = iconv.encode(CHINESE.repeat(1 + size(next, 20)), encoding);
    return ["txt", bytes.subarray(Math.floor(next() * 3), bytes.length - Math.floor(next() * 4))];
  },
  mixed: (next) => [
    "txt",
    Buffer.concat([
      Buffer.from(CHINESE),
      iconv.encode(CHINESE, "gbk"),
      noise(next, 40),
      Buffer.from(CHINESE),
    ]),
  ],
  nested: (next) => {
    const depth = size(next, 3000);
    const tag = ["div", "ul", "blockquote", "b", "table><tr><td"][Math.floor(next() * 5)]!;
    return [
      "html",
      Buffer.from(
        `<html><body>${`<${tag}>`.repeat(depth)}${CHINESE}${next() < 0.5 ? `</${tag}>`.repeat(depth) : ""}`,
      ),
    ];
  },
  table: (next) => {
    const row = `<tr>${`<td>${CHINESE.slice(0, 6)}</td>`.repeat(1 + size(next, 60))}</tr>`;
    return ["html", Buffer.from(`<table>${row.repeat(1 + size(next, 60))}</table>`)];
  },
  brackets: (next) => {
    const [open, close] = ["（）", "“”", "()", "【】", "《》"][Math.floor(next() * 5)]!;
    const depth = size(next, 4000);
    return [
      "txt",
      Buffer.from(`${CHINESE}${open!.repeat(depth)}${CHINESE}${next() < 0.5 ? close!.repeat(depth) : ""}`),
    ];
  },
  nulls: (next) => ["txt", Buffer.from([...CHINESE].map((c) => (next() < 0.2 ? `\0${c}` : c)).join(""))],
  line: (next) => ["txt", Buffer.from(CHINESE.replaceAll("\n", "").repeat(1 + size(next, 60)))],
  markdown: (next) => [
    "md",
    Buffer.from(
      `---\ntitle: 一\n---\n${"> ".repeat(size(next, 400))}${"*".repeat(size(next, 900))}${"[".repeat(size(next, 900))}${CHINESE}`,
    ),
  ],
  json: (next) => ["json", Buffer.from(`${"[".repeat(size(next, 3000))}{"text": "${CHINESE.trim()}"}`)],
  jsonl: (next) => [
    "jsonl",
    Buffer.from(
      Array.from({ length: size(next, 30) }, () =>
        next() < 0.6 ? JSON.stringify({ text: CHINESE }) : `{"text": "${CHINESE.slice(0, 9)}`,
      ).join("\n"),
    ),
  ],
  gzip: (next) => ["txt.gz", Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), noise(next, 200)])],
  surrogates: (next) => [
    "json",
    Buffer.from(
      `{"text": "${CHINESE.trim()}${"\\ud83d".repeat(1 + size(next, 9))}\\u0000${CHINESE.trim()}"}`,
    ),
  ],
  readings: (next) => [
    "txt",
    Buffer.from(
      [...CHINESE].map((c) => (next() < 0.5 ? `${c}(${"abcdefg".slice(size(next, 5))})` : c)).join(""),
    ),
  ],
};

const ending = (next: () => number) =>
  ["txt", "html", "md", "json", "jsonl", "txt.gz"][Math.floor(next() * 6)]!;
const size = (next: () => number, most: number) => Math.floor(next() ** 3 * most);
const noise = (next: () => number, length: number) =>
  Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));

/** Front matter that cannot be read ends a build by design: it is its author's to mend. */
export function* fuzzed(count: number, seed = 1): Generator<[source: string, bytes: Uint8Array]> {
  const kinds = Object.entries(KINDS);
  for (let i = 0; i < count; i++) {
    const next = random(seed * 7_919 + i);
    const [kind, make] = kinds[i % kinds.length]!;
    const [end, bytes] = make(next);
    yield [`${kind}/${String(i).padStart(6, "0")}.${end}`, bytes];
  }
  // One of a megabyte without a line end.
  yield ["line/long.txt", Buffer.from(CHINESE.replaceAll("\n", "").repeat(7_500))];
}
