/** A temporary folder with articles in it, for tests that go through files. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Project {
  readonly root: string;
  readonly raw: string;
  readonly out: string;
  /** Write files by their path below the root. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  path(...parts: string[]): string;
  remove(): Promise<void>;
}

/** @param files by path below the raw folder */
export async function project(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), "jinghua-"));
  const write: Project["write"] = async (all) => {
    for (const [path, contents] of Object.entries(all)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), contents);
    }
  };
  await mkdir(join(root, "raw"));
  await write(
    Object.fromEntries(Object.entries(files).map(([path, contents]) => [join("raw", path), contents])),
  );
  return {
    root,
    raw: join(root, "raw"),
    out: join(root, "out"),
    write,
    path: (...parts) => join(root, ...parts),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** An ordinary article on negotiating a debt: two sections, a hotline, a list of papers, a caution. */
export function ordinaryArticle(title = "花呗逾期后怎样和客服商量", hotline = "95188"): string {
  return `${title}

一时周转不开的时候，先别慌，主动说明情况往往比躲着更好。

一、联系客服

拨打客服热线${hotline}，人工服务时间为9:00-21:00，说明自己目前的困难。

打开支付宝，依次点击“我的”、“客服中心”、“在线客服”，把情况写清楚再发出去。

二、准备材料

准备收入证明、银行流水、住院证明等材料，让对方看到困难是真实的。

三、注意事项

不要隐瞒自己的收入，也不要答应做不到的还款数额。

如果逾期超过三个月，可能会影响个人征信。
`;
}
