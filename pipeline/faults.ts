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

export function formatFault(f: Fault): string {
  return `${f.file}:${f.line}:${f.column}: ${f.message} [${f.rule}]`;
}
