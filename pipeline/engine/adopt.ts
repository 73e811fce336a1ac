/** Puts a file into a folder whole or not at all, and never over another. */
import { link, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** @returns whether it was put there: false when the name is taken */
export async function adopt(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  const aside = join(folder, `.${name}.adding`);
  try {
    await writeFile(aside, bytes);
    // Linking, unlike renaming, fails where something stands.
    await link(aside, join(folder, name));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
