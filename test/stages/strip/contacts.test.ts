/** Private contacts through the real command line: no file of a build may hold one. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdviceFile } from "../../../schemas/advice.ts";
import { run } from "../../helpers/run.ts";
import { NEAR_MISSES, PRIVATE } from "./contacts.ts";

/** Places of an article a contact may stand at: title, story, advice, a list, a line of its own, and brackets. */
const articleWith = (contact: string, n: number) => `借呗逾期第${n}个月怎么协商，问我${contact}

我是第${n}个来讲经历的人，去年借呗逾期以后一直不敢接电话，直到朋友让我打官方客服，才知道可以谈分期。

一、先联系官方客服
每次和客服沟通时都要记下工号和时间，以便后续核对。拿不准的可以问${contact}，他帮人谈过。协商的还款方案谈妥之后，要按约定的日期还款。

二、需要准备的材料
- 收入证明和近半年的银行流水
- 失业证明，没有的话找${contact}
- 手写的情况说明

专业债务团队一对一，不成功不收费，${contact}

三、提出分期方案
说明每个月的收入和必要开支，提出自己能承担的期数（${contact}），请客服登记后等待回电。
千万不要相信代办：有人留下${contact}，收了钱就再也找不到了。谈成以后要保存好协议。
`;

let folder: string;
const files = new Map<string, string>();
let advice: AdviceFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jinghua-contacts-"));
  const [raw, out] = [join(folder, "raw"), join(folder, "out")];
  await mkdir(raw);
  await Promise.all(
    PRIVATE.map(([contact], n) => writeFile(join(raw, `p${n}.txt`), articleWith(contact, n + 1))),
  );
  const near = NEAR_MISSES.map((text, n) => `${n + 1}、${text}。`);
  await writeFile(join(raw, "near.txt"), `花呗协商时记下的数字\n\n${near.join("\n")}\n`);
  const ran = await run(["build", "--raw", raw, "--out", out, "--quiet"]);
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  for (const name of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    files.set(path.slice(out.length + 1), await readFile(path, "utf8"));
  }
  advice = JSON.parse(files.get("data/advice.json")!) as AdviceFile;
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a build of articles with private contacts", () => {
  it("is of as many forms as the tables promise, and still has its advice", () => {
    expect(PRIVATE.length).toBeGreaterThanOrEqual(30);
    expect(NEAR_MISSES.length).toBeGreaterThanOrEqual(20);
    expect(advice.items.length).toBeGreaterThan(2);
    expect(JSON.stringify(advice)).toContain("记下工号和时间");
  });

  it.each(PRIVATE.map(([written, ...parts]) => ({ written, parts })))("holds nothing of $written", ({
    parts,
  }) => {
    const held = [...files].flatMap(([file, text]) =>
      parts.filter((part) => text.includes(part)).map((part) => `${file}: ${part}`),
    );
    expect(held).toEqual([]);
  });

  it.each(NEAR_MISSES)("keeps %s", (text) => {
    expect(files.get("data/documents.json")).toContain(text.replace(/"/g, '\\"'));
  });
});
