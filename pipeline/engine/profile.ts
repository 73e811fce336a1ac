/** A CPU profile of this process, as browsers and editors read it. */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";

/** Profile while `work` is done, and write the profile when it has ended, however it ends. */
export async function profiled<T>(file: string, work: () => Promise<T>): Promise<T> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  try {
    return await work();
  } finally {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    writeFileSync(file, JSON.stringify(profile));
  }
}
