/**
 * What a site says of itself. Its name stands in its furniture (the copyright line, the way down to
 * the page, behind the title); a sentence that names the site and asks to follow, search, visit or
 * consult it, or tells what its editors did, is the site's and not the article's.
 */
import { sentences } from "../../text/sentences.ts";
import type { Entry } from "./entries.ts";

/** Rows whose lines name the site. */
const NAMING = /^(?:copyright|breadcrumb|arrows|brand-bar|site-mark|rights-remark|field-button|office-hours)/;
/** What stands beside the name in such a line. */
const AROUND =
  /版权所有|著作权|保留|所有权利|首页|主页|正文|详情|关于|联系|我们|广告|服务|招聘|网站|地图|备案|许可证|公安|技术支持|有限公司|股份|入驻|客服|热线|登录|注册|下载|当前|您的|现在|位置|导航|不得转载|未经|授权/g;
/** Lenders speak on their own pages: what they say of themselves is advice. */
const LENDER = /银行|信用社|消费金融|消金|保险|法院|政府|监管/;
/** What a site asks for, or says its editors did. */
const PROMOTION =
  /公众号|小程序|微信搜索|关注|回复[【“"「]|小编|为(?:您|你|大家)(?:整理|解答|介绍|带来|提供)|欢迎|敬请|更多|入驻|下载|客户端|APP|首页|官微|粉丝|投稿|会员|专业(?:律师|团队|法务)|咨询|拨打|独家|栏目|记者|本文/i;

const LONGEST = 160;

/**
 * Names the furniture of a page gives its site: those that stand in two lines at least.
 *
 * @returns names of two to ten Chinese characters, longest first
 */
export function siteNames(entries: readonly Entry[]): string[] {
  const candidates = new Set<string>();
  for (const e of entries) {
    if (e.row === undefined || !NAMING.test(e.row)) continue;
    for (const piece of e.plain.split(/[^\u4e00-\u9fa5]+/))
      for (const word of piece.split(AROUND))
        if (word !== undefined && word.length >= 3 && word.length <= 10 && !LENDER.test(word))
          candidates.add(word);
  }
  return [...candidates]
    .filter((name) => {
      const lines = entries.filter((e) => e.plain.includes(name));
      return lines.length >= 2 && lines.some((e) => e.plain === name || /copyright|版权/i.test(e.plain));
    })
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Mark lines in which every sentence that is more than a call speaks for the site. */
export function byOwner(entries: readonly Entry[], names: readonly string[]): void {
  if (names.length === 0) return;
  for (const e of entries) {
    if (e.row !== undefined || e.repeat || e.plain.length > LONGEST || LENDER.test(e.plain)) continue;
    if (!names.some((n) => e.plain.includes(n))) continue;
    const said = sentences(e.plain).map((s) => e.plain.slice(s.start, s.end));
    if (
      said.every((s) => PROMOTION.test(s) || names.some((n) => s.includes(n)) || s.length <= 8) &&
      PROMOTION.test(e.plain)
    )
      e.row = "site-itself";
  }
}
