import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadFurniture, strip } from "../../../pipeline/stages/strip/index.ts";
import { TracedText } from "../../../pipeline/text/traced.ts";

const { value: furniture } = loadFurniture("pipeline/lexicon/common/furniture.yaml");
const run = (text: string, context: Parameters<typeof strip>[2] = { hints: [] }) =>
  strip(TracedText.of(text), furniture, context);

/**
 * Pages as marked lines: `+` stays, `-` is furniture, `?` the line stays but something in it goes.
 * The stage sees the lines without their marks.
 */
const PAGES: Record<string, string> = {
  "a question on an answer site": `
-知识广场 · 首页
+房贷快断供了，能和银行谈延期吗？
-关注者 412   被浏览 90,233
-关注问题   写回答   邀请回答
-林间小路
-在银行待过七年
-1,024 人赞同了该回答
+能谈，但要赶在逾期之前。我自己的房贷就是去年秋天办的延期，前后跑了三趟支行，每一趟都带着流水。
+第一趟只是登记诉求，客户经理会问收入为什么断了，记得把离职证明带上，口头说说是不会受理的。
-编辑于 2024-01-18 10:09・IP 属地重庆
-▲ 赞同 1024   ● 57 条评论   ➤ 分享   ★ 收藏
-写下你的评论...
-小雨不停：我们这边支行直接说不办
-木木回复 小雨不停：打总行电话试试，我就是这么谈下来的`,

  "a column with counters above and recommendations below": `
+信用卡逾期以后，怎样和银行谈
-2023/09/14 08:30 | 理财专栏 | 浏览：6,201
+逾期之后最要紧的是不失联。把手机保持畅通，陌生号码也接起来，听清对方是银行还是外包，再决定怎么说。
+把每月能还的数字写在纸上，谈的时候照着念，不要临时改口，改口一次，对方就多一分怀疑。
-免责声明：本文内容来自网友投稿，仅供参考。
-分享至：微信 朋友圈 QQ空间
-相关文章：破产程序要走多久？
-延伸阅读
->> 信用报告怎么看
->> 最低还款划不划算`,

  "a forum thread": `
+三张卡同时逾期，说说我怎么谈的
-楼主：早睡的阿青 发表于 2024-04-02 22:10 来自 长沙 IP属地：湖南
-只看楼主 倒序浏览 字体大小 收藏
+先交代一下情况，三张卡一共欠了五万二，公司去年年底解散，工资欠了两个月，我是今年三月开始谈的。
+一、先打给金额最大的那家，告诉对方你愿意还，但要分六十期，对方说要上报，等了十一天才有答复。
+二、另外两家听说第一家已经签了，口气立刻软下来，先后给了三十六期和二十四期。
-【回复】2楼 橘猫 2024-04-03 07:40：求问是哪家银行，我打了四次都被拒了
-【回复】3楼 债务规划王老师 2024-04-03 09:15：专业协商，V：zh998877，先服务后付费。
-发表回复 登录后才能评论
-Powered by Discuz! X3.4`,

  "a question and its answers, floor by floor": `
+白条逾期四十天，一直让我全额还，还有救吗
-发表于 2024-9-2 23:17 只看楼主 倒序浏览
+楼主：装修时候借的，换了工作断了两期，客服不管我说什么都是请尽快处理，有没有谈成过的给指条路？
-2# 修车工 注册会员 积分 318
+我去年谈成的。你打的那个是催收组，只会背稿子，要客服给你建一张投诉升级的工单，再把工单号报给你。
-3# 账单太长 中级会员 积分 1204
+补充楼上，他家逾期不到三十天的一律叫你自己想办法，过了三十天才有协商的口子，你现在这个天数正好。
+资料发过去以后等了九天，中间打过一次回访，问我是不是本人，有没有别的贷款，答完第二天就出方案了。
-4# 过来人 版主 积分 20771
+方案定下来让他发到短信里，写清楚总额和每期几号扣，光嘴上说的下个月换个人就不认，这一点千万记住。
-快速回帖 本版积分规则 手机版`,

  "a page of an agency, with its own comments": `
+花呗延期流程说明
-来源：债务课堂-特约作者 发布时间：2024-08-09 10:20:31
+想把花呗往后延，第一件事是确认自己还没有被移交外部机构，移交之后客服就没有权限改日期了。
+1. 打开支付宝，进入花呗页面，点右上角的客服图标，输入“延期”，等待转接人工。
+2. 报出身份证后四位，讲清收入为什么减少，给出一个能还上的日期，对方会当场登记。
-精彩评论
-头像 沈清辞-法务助理 2024-08-10
-延期之前先准备收入证明，再联系官方客服说明情况，态度要诚恳，不要失联。
-头像 谢玄-律师助理 2024-08-11
-逾期后可以申请延期，客服会根据账户情况评估，协商成功后按时履约即可。
-编辑：债务课堂-特约作者
-本文链接：https://law.example.org/yq/9914.html
-上一篇：网贷延期会不会影响征信
-下一篇：信用卡能不能只还本金
-版权与免责声明：
-① 本网原创的稿件，版权归本网所有，其他网站要用须先取得授权。
-② 从别处转载的稿件，只为让读者多知道一些，不代表本网观点。
-③ 对稿件的版权有异议，请于一个月之内联系本网编辑部。
-财经要闻`,

  "advertising between and inside paragraphs": `
+网贷还不上，先稳住再谈
+手里的钱不够还所有平台时，先保住上征信的几家，其余的打电话说明情况，请对方给一个月时间缓一缓。
-★★★ 停息挂账找王律师 不成功不收费 微信 wls-66778899 ★★★
?和客服说话要慢一点，把原因、现状、打算各用一句话说完。负债太多还不动，添加债务顾问微信 zw112233，专业团队一对一。说完以后等对方答复，不要抢话。
?有人自称法务，让你加微信 abcd8888 交三千块，这种人一个都不要信，钱付出去就找不回来了。
+客服电话是95000转8，打不通就换一个时段，早上八点半刚上班的时候最容易接通。`,

  "an official account": `
-点击上方蓝字关注我们
+被裁之后，我这样和银行商量
-原创  小满  小满的账本  2024-03-11 21:05  发表于四川
+去年十月公司裁员，我的房贷、车贷、信用卡加起来每月要还九千多，手上的存款只够撑四个月。
+第一个电话打给房贷支行，客户经理说可以申请半年只还利息，要我带上解除合同的证明和失业登记。
+写完这些，天也亮了。
-- END -
-往期回顾
-副业做了两年，我为什么不干了
-普通人怎么看懂一份信用报告
-长按识别二维码，关注公众号
-阅读 1.2万  赞 233  在看 41
-写留言`,

  "a news page with a breadcrumb and keywords": `
-当前位置：首页 > 网贷 > 正文
+分期乐逾期怎么协商
-2024-05-06 09:11:45 来源：网络 作者：小编 阅读：899
+分期乐的账单逾期之后，先不要急着借钱去填，登录账户把每一笔的本金和利息抄下来，算清楚再打电话。
+以上就是协商的大致过程，希望能帮到还在发愁的你。
-标签：分期乐 逾期 协商
-}
-责任编辑：阿橘
-热门文章
-网贷上岸的五个步骤
-信用卡停息的条件
-征信花了怎么办
-Copyright © 2019-2024 某某网 版权所有 粤ICP备12345678号`,

  "advice made of the words of furniture": `
+申请延期要留意的细节
+请在评论前先看完全文，里面有三处提醒是很多人吃过亏才总结出来的，跳着看容易漏掉。
+记录通话时间：2024年3月7日下午三点，坐席工号8820，答应延后两周，这样的记录以后用得上。
+收入来源：工资、房租、兼职，按月列出来，数字要和流水对得上，不要四舍五入。
+分享您的困难时要具体，说清从哪一天开始没有收入，比反复说“我没钱”有用得多。
+点击“我的”，进入“收藏”，就能找到上次保存的还款协议，打开之后核对期数。
+我的 > 账户安全 > 客服中心 > 人工服务
+上一期没有还清的，下一期会一并扣款，所以卡里要多留一点余额，免得扣款失败。
+注意：不要相信声称能修复征信的人，关注官方公告才是正路。
+准备材料：
+身份证
+银行流水
+收入证明
+小结
+只要肯开口，多半有商量的余地。`,
};

const CASES = Object.entries(PAGES).map(([name, page]) => {
  const lines = page
    .trim()
    .split("\n")
    .map((line) => ({ mark: line[0]!, text: line.slice(1) }));
  return { name, lines };
});

describe("strip", () => {
  it.each(CASES)("$name", ({ lines }) => {
    const text = lines.map((l) => l.text).join("\n");
    const { traced } = run(text);
    const left = new Set(traced.text.split("\n").map((l) => l.trim()));
    const read = lines.map(({ mark, text: line }) => {
      if (left.has(line.trim())) return `+${line}`;
      return mark === "?" && [...left].some((l) => l !== "" && l.startsWith(line.slice(0, 12)))
        ? `?${line}`
        : `-${line}`;
    });
    expect(read).toEqual(lines.map((l) => l.mark + l.text));
  });

  it("takes an advertising sentence out of a paragraph and leaves its neighbours", () => {
    const { traced } = run("先算清每月能还多少。加老师微信 zhai8866，专业团队不成功不收费。再拨打官方客服。");
    expect(traced.text).toBe("先算清每月能还多少。再拨打官方客服。");
    expect(traced.spans().find((s) => s.status === "boilerplate")?.reason).toBe("strip/ad-account");
  });

  it("takes an advertisement whole, with its rhetorical question", () => {
    const text =
      "先和客服商量出一个还得起的数字，再把约定写下来。\n负债压力太大？添加规划师微信 abcd12345，专业停息挂账，不成功不收费！";
    expect(run(text).traced.text.trim()).toBe("先和客服商量出一个还得起的数字，再把约定写下来。");
  });

  it("finds the words of a spam line again inside sentences", () => {
    const spam = "贷款口子，秒批下款，黑户可贷，高价收卡";
    const text = `${spam}\n建行卡还不上怎么谈\n建行一般要求逾期两个月以上，才${spam}会把申请转给分行审批，急不来。`;
    expect(run(text).traced.text).toBe(
      "建行卡还不上怎么谈\n建行一般要求逾期两个月以上，才会把申请转给分行审批，急不来。",
    );
  });

  it("keeps a step of a path that is called like a button", () => {
    const text = "从网页进去要走下面几步：\n- 打开官网\n- 登录\n- 更多\n- 在线咨询\n进去以后说明情况。";
    expect(run(text).traced.text).toBe(text);
  });

  it("leaves nothing of a page that is all furniture", () => {
    const { traced, found } = run("2024-05-06 12:00\n点赞 收藏 分享\n还没有评论\n上一篇：网贷逾期怎么办");
    expect(traced.text.trim()).toBe("");
    expect(found.published).toBe("2024-05-06T12:00");
  });

  it("hands on what the furniture says", () => {
    const { found } = run(
      "白条延期怎么谈\n来源：某某网 作者：南山 时间：2024年3月7日 21:31\n" +
        "白条还不上的时候，先把账单截图保存好，再打电话给客服，说明收入变少的原因。\n" +
        "本文链接：https://example.org/a/1.html",
    );
    expect(found).toEqual({
      title: "白条延期怎么谈",
      author: "南山",
      published: "2024-03-07T21:31",
      url: "https://example.org/a/1.html",
    });
  });

  it("states no date that does not exist", () => {
    expect(run("发布时间：2024-02-30\n正文从这里开始。").found.published).toBeUndefined();
    expect(run("发布时间：2024-13-01\n正文从这里开始。").found.published).toBeUndefined();
  });

  it("prefers the title the container states, and takes no paragraph for one", () => {
    expect(run("先算账。\n再打电话。", { hints: [], title: "从容器来" }).found.title).toBe("从容器来");
    expect(run("先把账算清楚，再打电话给客服说明。").found.title).toBeUndefined();
  });

  it("a teaser above the article takes nothing along", () => {
    const body = "花呗还不上的时候，先联系客服说明情况，再商量一个还得起的数目，写下来照着做。";
    expect(run(`精彩评论\n\n\n${body}\n${body.replace("花呗", "借呗")}`).traced.text.trim()).toBe(
      `${body}\n${body.replace("花呗", "借呗")}`,
    );
  });

  it("only deletes, whatever comes: what is left stands in the raw text in this order", () => {
    const piece = fc.oneof(
      fc.constantFrom(...CASES.flatMap((c) => c.lines.map((l) => l.text)), "", "  "),
      fc.string({ unit: "grapheme", maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const raw = pieces.join("\n");
        const { traced } = run(raw);
        let at = 0;
        for (const c of traced.text) {
          at = raw.indexOf(c, at) + c.length;
          expect(at).toBeGreaterThan(0);
        }
        for (const span of traced.spans()) expect(["kept", "boilerplate"]).toContain(span.status);
      }),
    );
  });
});
