/**
 * Sites made of the project's own articles: each article's own lines, lines the site puts round them
 * (in shares from every page to a tenth of them), and lines its articles rightly share: a hotline, a
 * statute, a heading, a closing remark.
 */
import { readdirSync, readFileSync } from "node:fs";
import { random } from "../../helpers/random.ts";

export interface SiteArticle {
  readonly lines: readonly { readonly text: string; readonly furniture: boolean }[];
}

/** What no row of the table knows; with the share of pages it stands on. */
const HEADS = [
  "陪你把日子过明白的小栏目",
  "钱袋子夜话，每晚一则",
  "写给普通人的账本故事",
  "阿满工作坊的第七个年头",
] as const;
const FEET = [
  "小院里的灯还亮着，常来坐坐。",
  "我们住在江边的一间旧书店里，楼下是菜场，楼上放着三百多本手写的家计簿。",
  "读到这里的人，祝你今晚睡得安稳",
  "家计簿第二版已经印好，书店柜台有售，邮寄需要另付六元。",
  "江边旧书店",
  "想看纸质版的邻居可以到书店来翻",
  "本栏每逢单日更新，逢雨顺延",
  "下个月的读书会改在周六下午，照旧带一把椅子。",
] as const;
const MIDDLES = ["书店门口的长椅已经修好", "家计簿第二版，柜台有售", "旧书店茶座：第二杯半价"] as const;
/** What articles of one site rightly share. */
const SHARED = [
  "客服热线：95017，接通后按2转人工。",
  "客服电话 400-000-0000，工作日有人接听。",
  "商业银行可以与持卡人协商达成个性化分期还款协议，期限最长不超过五年。",
  "借款人可以在还款期限届满前向贷款人申请展期，贷款人同意的，可以展期。",
  "打开应用，点“我的”，进入“客服中心”，选择“还款问题”。",
  "二、需要准备的材料",
  "身份证、收入证明、银行流水和困难说明",
  "逾期以后不要失联，也不要借新还旧。",
] as const;
const SHARED_CLOSING = ["五、写在最后的总结", "希望大家都能早日还清。"] as const;

/** Content lines of the project's annotated articles, one list an article. */
export function bodies(): string[][] {
  const out: string[][] = [];
  for (const folder of ["train", "develop"]) {
    for (const file of readdirSync(`test/articles/${folder}/gold`)
      .filter((f) => f.endsWith(".json"))
      .sort()) {
      const gold = JSON.parse(readFileSync(`test/articles/${folder}/gold/${file}`, "utf8")) as {
        document: string;
        lines?: Record<string, string>;
      };
      if (gold.lines === undefined) continue;
      const raw = readFileSync(`test/articles/${folder}/raw/${gold.document}`, "utf8").split("\n");
      const own = Object.entries(gold.lines)
        .filter(([, status]) => status === "content" || status === "heading")
        .map(([n]) => raw[Number(n) - 1]!.trim());
      if (own.length >= 5) out.push(own);
    }
  }
  return out;
}

/**
 * @param size number of articles, at most that of `bodies`
 * @param seed another site for another seed: other lines with other shares
 */
export function siteOfArticles(
  pool: readonly (readonly string[])[],
  size: number,
  seed: number,
): SiteArticle[] {
  const next = random(seed);
  const share = (of: readonly string[], least: number, most: number) =>
    of.map((text) => ({ text, share: least + next() * (most - least) }));
  const heads = share(HEADS, 0.1, 1);
  const feet = share(FEET, 0.1, 1);
  const middles = share(MIDDLES, 0.1, 0.8);
  const shared = share(SHARED, 0.05, 0.7);
  const closing = share(SHARED_CLOSING, 0.05, 0.5);
  const start = Math.floor(next() * pool.length);
  return Array.from({ length: size }, (_, k) => {
    const own = pool[(start + k) % pool.length]!;
    const lines = own.map((text) => ({ text, furniture: false }));
    const put = (at: number, text: string, furniture: boolean) => lines.splice(at, 0, { text, furniture });
    const middle = () => 2 + Math.floor(next() * Math.max(1, lines.length - 3));
    for (const s of shared) if (next() < s.share) put(middle(), s.text, false);
    for (const c of closing) if (next() < c.share) put(lines.length - 1, c.text, false);
    for (const m of middles) {
      if (next() >= m.share) continue;
      // A box of the page: a known line of furniture stands above it.
      const at = middle();
      put(at, m.text, true);
      put(at, "广告", true);
    }
    for (const h of heads.slice(0, 2)) if (next() < h.share) put(0, h.text, true);
    for (const h of heads.slice(2)) if (next() < h.share) put(1, h.text, true);
    for (const f of feet) if (next() < f.share) put(lines.length, f.text, true);
    return { lines };
  });
}
