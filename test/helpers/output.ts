/** Catches what a command prints, for tests that call it without a process. */
import { vi } from "vitest";

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Run a command and collect what it wrote. */
export async function printed(command: () => Promise<number>): Promise<Printed> {
  let stdout = "";
  let stderr = "";
  const out = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    stdout += String(chunk);
    return true;
  });
  const err = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    stderr += String(chunk);
    return true;
  });
  try {
    const code = await command();
    return { code, stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
