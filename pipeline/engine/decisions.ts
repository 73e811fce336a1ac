/** Reads `decisions.jsonl` of a raw folder: one decision a line, the last on the same words in force. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  findNodeAtLocation,
  getNodeValue,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { Decision } from "../../schemas/decisions.ts";
import type { StatedDecision } from "../decisions.ts";
import { ContentError, type Fault } from "../faults.ts";

export const DECISIONS_FILE = "decisions.jsonl";

/**
 * Decisions in the order of the file; none where there is no file. Blank lines are passed over.
 *
 * @throws ContentError with file, line and column of each line that is no decision
 */
export async function readDecisions(rawFolder: string): Promise<StatedDecision[]> {
  const file = join(rawFolder, DECISIONS_FILE);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    const message = `cannot be read (${code}): give read permission, or take it away`;
    throw new ContentError([{ file, line: 1, column: 1, rule: "decisions", message }]);
  }
  const faults: Fault[] = [];
  const out: StatedDecision[] = [];
  linesOf(bytes, file).forEach((text, i) => {
    if (text.trim() === "") return;
    const read = readLine(text);
    if ("decision" in read) out.push({ decision: read.decision, line: i + 1 });
    else faults.push(...read.wrong.map((w) => ({ file, line: i + 1, rule: "decisions", ...w })));
  });
  if (faults.length > 0) throw new ContentError(faults);
  return out;
}

function linesOf(bytes: Uint8Array, file: string): string[] {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
  } catch {
    const lines = Buffer.from(bytes).toString("utf8").split("\n");
    const at = lines.findIndex((line) => line.includes("\ufffd"));
    const column = (lines[at]?.indexOf("\ufffd") ?? 0) + 1;
    const message = "is not UTF-8: save it as UTF-8, or export it from the review page again";
    throw new ContentError([{ file, line: at + 1, column, rule: "decisions", message }]);
  }
}

type Wrong = Pick<Fault, "column" | "message">;
const WHAT_TO_DO = "export it from the review page again, or take the line out";

function readLine(text: string): { decision: Decision } | { wrong: Wrong[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error || !tree) {
    const what = error ? printParseErrorCode(error.error) : "nothing";
    return { wrong: [{ column: (error?.offset ?? 0) + 1, message: `not JSON (${what}): ${WHAT_TO_DO}` }] };
  }
  const parsed = Decision.safeParse(getNodeValue(tree));
  if (parsed.success) return { decision: parsed.data };
  const wrong = parsed.error.issues.map((issue): Wrong => {
    const path = issue.path.map((p) => (typeof p === "symbol" ? String(p) : p));
    // An unknown key is found by its own name, a missing one at the object that lacks it.
    const named = issue.code === "unrecognized_keys" ? [...path, issue.keys[0]!] : path;
    const node = findNodeAtLocation(tree, named) ?? tree;
    const at = issue.code === "unrecognized_keys" ? (node.parent?.offset ?? node.offset) : node.offset;
    const field = path.length > 0 ? `${path.join(".")}: ` : "";
    return { column: at + 1, message: `${field}${issue.message}; ${WHAT_TO_DO}` };
  });
  return { wrong };
}
