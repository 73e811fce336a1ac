import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";

const ROOT = join(import.meta.dirname, "../..");

let at: Project;
beforeAll(async () => {
  at = await project({ "a.txt": ordinaryArticle() });
});
afterAll(() => at.remove());

it("builds what is saved, says what that changed, and has the page load again", {
  timeout: 180_000,
}, async () => {
  const child = spawn(
    process.execPath,
    [
      ...["--import", import.meta.resolve("tsx"), join(ROOT, "pipeline/cli.ts"), "dev", "--port", "0"],
      ...["--raw", at.raw, "--out", at.out, "--cache", at.path("cache")],
    ],
    { cwd: ROOT, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (piece) => {
      printed += piece;
    });
  }
  const ended = new Promise((resolve) => child.on("close", resolve));
  const shown = async (pattern: RegExp, from = 0) => {
    while (!pattern.test(printed.slice(from))) {
      if (child.exitCode !== null) throw new Error(printed);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return pattern.exec(printed.slice(from))!;
  };
  try {
    await shown(/watching/);
    const [, url] = await shown(/review +(\S+)/);
    const page = await fetch(url!);
    expect(await page.text()).toContain("EventSource");
    const outside = new URL("/..%2f..%2fraw/a.txt", url);
    expect((await fetch(outside)).status).toBe(404);
    const events = (await fetch(new URL("/events-of-the-build", url))).body!.getReader();
    await events.read();

    let from = printed.length;
    await at.write({ "raw/b.txt": ordinaryArticle("借呗怎么谈", "95017") });
    await shown(/built /, from);
    expect(printed.slice(from)).toMatch(/hotline added: .*95017/);
    expect(Buffer.from((await events.read()).value!).toString()).toContain("data: built");
    expect(readFileSync(at.path("out/data/documents.json"), "utf8")).toContain('"b.txt"');

    from = printed.length;
    await at.write({ "raw/c.md": "---\ntitle: [\n---\n正文。\n" });
    await shown(/c\.md:\d+:\d+: /, from);
    from = printed.length;
    await at.write({ "raw/c.md": "---\ntitle: 补充\n---\n\n不要相信收费的中介，协商不需要花钱。\n" });
    await shown(/built /, from);
    expect(readFileSync(at.path("out/data/documents.json"), "utf8")).toContain('"c.md"');
    await events.cancel();
  } finally {
    child.kill("SIGINT");
  }
  expect(await ended).toBe(0);
});
