/** The work on a file, but for articles that say what harm they are to do: for tests of what a build gets over. */
import * as work from "../../pipeline/work.ts";

export const POISON = {
  throws: "这一篇要抛错",
  loops: "这一篇永不结束",
  memory: "这一篇耗尽内存",
  ends: "这一篇结束进程",
} as const;

export const adviseOn = work.adviseOn;

export const workOn: typeof work.workOn = (file, settings, at, beforehand) => {
  const made = work.workOn(file, settings, at, beforehand);
  return {
    ...made,
    articles: (function* () {
      for (const article of made.articles) {
        // Records that ended a process before come by as their quarantine.
        if ("built" in article) {
          at.stage = "extract";
          const { record, text } = { record: article.built.record.record, text: article.built.record.text };
          if (record !== undefined) at.record = record;
          if (text.includes(POISON.throws)) throw new Error("poison");
          if (text.includes(POISON.ends)) process.kill(process.pid, "SIGKILL");
          while (text.includes(POISON.loops)) at.record = record ?? 0;
          const held: unknown[] = [];
          while (text.includes(POISON.memory)) held.push(new Array(1e5).fill(held.length));
        }
        yield article;
      }
    })(),
  };
};
