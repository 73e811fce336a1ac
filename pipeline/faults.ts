/** A fault in the content, as data: printed by the reporter, never a bare exception. */
export interface Fault {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** Short machine-readable name of the check that failed. */
  readonly rule: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** The content (not the call, not the program) is at fault. Exit code 1. */
export class ContentError extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(formatFault).join("\n"));
    this.name = "ContentError";
    this.faults = faults;
  }
}

/** The call is at fault: an unknown folder, a flag that contradicts another. Exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** One line, whatever a file is called: a line break in a name could begin a command of a build log. */
export function formatFault(f: Fault): string {
  return `${visible(f.file)}:${f.line}:${f.column}: ${visible(f.message)} [${f.rule}]`;
}

function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
