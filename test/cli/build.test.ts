import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn } from "../../pipeline/engine/output.ts";
import { ordinaryArticle, type Project, project } from "../helpers/project.ts";
import { run } from "../helpers/run.ts";

const ARTICLES = {
  "花呗 怎么谈.txt": ordinaryArticle(),
  "jd/白条.md": `---\ntitle: 白条还不上怎么办\ndate: 2024-03-05\n---\n\n# 白条还不上怎么办\n\n## 联系平台\n\n- **打电话。** 拨打客服热线950618，说明自己的情况。\n- **留证据。** 每一次通话都要录音，截图也要保存好。\n\n<script>alert(1)</script>\n`,
  "records.jsonl": `${JSON.stringify({ title: "借呗延期怎么申请", text: "逾期之前就要主动联系客服，申请延期还款。\n准备好收入证明和银行流水。" })}\n${JSON.stringify({ text: "不要轻信收费的代办中介，协商不需要花钱。\n遇到威胁可以拨打96110咨询。" })}\n`,
  "坏.json": '{"text": "一"',
};

let at: Project;
let json: (path: string) => ReturnType<typeof JSON.parse>;
const build = (...more: string[]) => run(["build", "--raw", at.raw, "--out", at.out, ...more]);
const check = (...more: string[]) => run(["validate", "--raw", at.raw, "--out", at.out, ...more]);

beforeAll(async () => {
  at = await project(ARTICLES);
  json = (path) => JSON.parse(readFileSync(join(at.out, path), "utf8"));
});
afterAll(() => at.remove());

describe("jinghua build", () => {
  it("builds and says what became of every article and character", async () => {
    const { code, stdout, stderr } = await build();
    expect(stderr).toMatch(/坏\.json:1:\d+: .* \[ingest\/json-syntax\]/);
    expect(code).toBe(0);
    expect(stdout).toMatch(/articles +5 in = 4 built \+ 0 duplicates \+ 1 quarantined/);
    const [, ...sums] =
      /characters +(\d+) in = (\d+) kept \+ (\d+) boiler\w+ \+ (\d+) dup\w+ \+ (\d+) damage/.exec(stdout)!;
    const [all, ...parts] = sums.map(Number);
    expect(parts.reduce((a, b) => a + b)).toBe(all);
  });

  it("finds the advice that is there, each piece grounded in its raw file", () => {
    const { documents } = json("data/documents.json");
    const { items } = json("data/advice.json");
    expect(items.flatMap((i: { phones?: string[] }) => i.phones ?? [])).toContain("95188");
    for (const item of items) {
      for (const e of item.evidence) {
        const document = documents.find((d: { id: string }) => d.id === e.document);
        const raw = new TextDecoder(document.encoding).decode(readFileSync(join(at.raw, document.source)));
        expect(raw.slice(e.start, e.end)).toBe(e.quote);
      }
    }
  });

  it.each([
    ["data/documents.json", "documents"],
    ["data/advice.json", "advice"],
    ["data/advice.jsonld", "advice-linked-data"],
    ["data/annotations.jsonld", "annotations"],
    ["data/search.json", "search"],
    ["data/manifest.json", "manifest"],
    ["report/report.json", "report"],
  ])("writes %s as its schema says, and the schema rejects a copy with a field gone", (path, name) => {
    const accepts = new Ajv2020({ strict: true }).compile(json(`schema/${name}.schema.json`));
    const value = json(path);
    expect(accepts(value), JSON.stringify(accepts.errors)).toBe(true);
    delete value[Object.keys(value).at(-1)!];
    expect(accepts(value)).toBe(false);
  });

  it("lets no markup of a source into a page", async () => {
    for (const path of (await filesIn(at.out)).filter((p) => p.endsWith(".md"))) {
      expect(readFileSync(join(at.out, path), "utf8"), path).not.toMatch(/(?<!\\)<[a-z!/]/i);
    }
  });

  it("changes nothing when built again, and validate agrees", async () => {
    const { stdout } = await build("--json");
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, files: { written: 0 } });
    expect(await check()).toMatchObject({ code: 0 });
  });

  it("leaves nothing beside its output", () => {
    expect(readdirSync(at.root).sort()).toEqual(["out", "raw"]);
  });

  it("makes quarantine a fault with --strict, and says so on GitHub's form with validate", async () => {
    expect(await build("--strict")).toMatchObject({ code: 1 });
    const { code, stdout } = await run(["validate", "--raw", at.raw, "--out", at.out, "--strict"], {
      env: { GITHUB_ACTIONS: "true" },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=.*坏\.json,line=1,col=\d+,title=ingest\/json-syntax::/m);
  });

  it("is found out by validate when a file of it was edited", async () => {
    const page = join(at.out, "index.md");
    const before = readFileSync(page, "utf8");
    await writeFile(page, before.replace("# 目录", "# 目 录"));
    const { code, stdout } = await check();
    await writeFile(page, before);
    expect(code).toBe(1);
    expect(stdout).toMatch(/index\.md:\d+:4: .*\[output-differs\]/);
  });

  it("explains an item and a line", async () => {
    const [item] = json("data/advice.json").items;
    const byId = await run(["explain", item.id, "--raw", at.raw]);
    expect([byId.code, byId.stdout.includes(item.text)]).toEqual([0, true]);
    const byLine = await run(["explain", `${join(at.raw, "花呗 怎么谈.txt")}:1`, "--raw", at.raw]);
    expect([byLine.code, byLine.stdout.includes("花呗逾期后怎样和客服商量")]).toEqual([0, true]);
  });

  it("is the same bytes from a copy elsewhere, with other times, in another time zone and language", async () => {
    const other = await project();
    try {
      await cp(at.raw, other.path("elsewhere/deeper"), { recursive: true });
      for (const path of await filesIn(other.path("elsewhere/deeper"))) {
        await utimes(other.path("elsewhere/deeper", path), 1, 1);
      }
      const places = [
        { out: other.path("one"), env: { TZ: "Asia/Shanghai", LANG: "C", LC_ALL: "C" } },
        { out: other.path("two"), env: { TZ: "UTC", LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" } },
      ];
      for (const { out, env } of places) {
        const cwd = other.root;
        expect(
          await run(["build", "--raw", "elsewhere/deeper", "--out", out, "--quiet"], { env, cwd }),
        ).toMatchObject({ code: 0 });
        expect(await filesIn(out)).toEqual(await filesIn(at.out));
        for (const path of await filesIn(at.out)) {
          expect(readFileSync(join(out, path)).equals(readFileSync(join(at.out, path))), path).toBe(true);
        }
      }
    } finally {
      await other.remove();
    }
  });

  it("builds an empty folder into an empty bundle", async () => {
    const empty = await project();
    const { code, stdout } = await run(["build", "--raw", empty.raw, "--out", empty.out, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).totals.articles).toEqual({ in: 0, built: 0, duplicates: 0, quarantined: 0 });
    expect(existsSync(empty.path("out/index.md"))).toBe(true);
    await empty.remove();
  });
});
