/** What of a page is its article, rule by rule, each with what it must leave alone. */
import { describe, expect, it } from "vitest";
import { withoutSite } from "../../../pipeline/stages/ingest/html-headline.ts";
import { htmlRules } from "../../../pipeline/stages/ingest/html-rules.ts";
import { expectPartition, only, removedBy } from "./helpers.ts";

const PROSE = [
  "先把每一笔欠款列在纸上，金额、利率、到期日都写清楚，心里才有底。",
  "再打客服电话，说明收入为什么少了，什么时候能恢复，一个月能拿出多少钱。",
  "谈好以后，请对方把期数和金额用短信发给你，留着以后核对。",
  "往后每个月提前两天把钱存进扣款的卡里，别让约定毁在一次疏忽上。",
];
const body = PROSE.map((p) => `<p>${p}</p>`).join("\n");
const page = (html: string, title = "怎样谈分期 - 某某网") =>
  only("a.html", `<html><head><title>${title}</title></head><body>${html}</body></html>`).traced;
const text = (html: string, title?: string) => page(html, title).text;

describe("furniture by name", () => {
  it("goes wherever it stands, each with its reason", () => {
    const traced = page(
      `<div class="site-header"><p>一句口号，欢迎光临。</p></div><h1>怎样谈分期</h1><div class="article-info">某某 阅读 12</div>${body}` +
        `<div class="post_statement"><p>声明：观点属于作者本人，平台只提供存储。</p></div><div class="ad-box">特价商品</div>`,
    );
    expect(traced.text).toBe(["怎样谈分期", ...PROSE].join("\n"));
    expect(removedBy(traced, "ingest/navigation")).toContain("一句口号");
    expect(removedBy(traced, "ingest/byline")).toContain("阅读 12");
    expect(removedBy(traced, "ingest/notice")).toContain("观点属于作者本人");
    expect(removedBy(traced, "ingest/advertisement")).toContain("特价商品");
    expectPartition(traced);
  });

  it.each([
    [
      "a word marked in prose",
      `<p>请<span class="keyword">务必</span>留存<span class="tag">证据</span>，以后核对用得上。</p>`,
    ],
    ["a word of code", `<pre><code><span class="keyword">务必</span></code></pre>`],
    ["code with numbered lines", `<pre class="line-numbers">务必</pre>`],
    [
      "a box with whole sentences under a name of small print",
      `<div class="info"><p>务必在账单日之前提出，过了这一天就要等下个月了。</p></div>`,
    ],
    ["a box of facts further down", `<div class="info">务必核对：热线 95000</div>`],
    [
      "what an office answered",
      `<div class="reply">官方回复：<p>务必携带证件，到柜台办理，不收任何费用。</p></div>`,
    ],
  ])("leaves %s", (_, html) => expect(text(body + html)).toContain("务必"));

  it("takes a header for the article's that holds its headline", () => {
    expect(text(`<div class="site-header"><h1>怎样谈分期</h1></div>${body}`)).toMatch(/^怎样谈分期\n/);
  });

  it("knows readers by where they write, though they write more than the author", () => {
    const many = "<p>我也遇到过，打了三次电话才有人理，气死我了，大家千万要有耐心。</p>".repeat(12);
    const traced = page(`${body}<div class="comment-list">${many}</div>`);
    expect(traced.text).toBe(PROSE.join("\n"));
    expect(removedBy(traced, "ingest/reader-comment")).toContain("气死我了");
  });
});

describe("boxes by their words", () => {
  const link = (words: string) => `<a href="/1">${words}</a>`;

  it.each([
    ["a box with its heading inside", `<div><b>相关阅读</b><p>${link("甲题目")}</p></div>`],
    [
      "a heading with links as siblings",
      `<p>往期推荐</p><p>${link("甲题目")}</p><p>${link("甲又一题目")}</p>`,
    ],
    [
      "teasers",
      `<div><h3>猜你喜欢</h3><dl><dt>${link("甲题目")}</dt><dd>两句话的摘要，说得很玄乎。</dd></dl></div>`,
    ],
    ["a line that leads on", `<p>延伸阅读：${link("甲题目")}</p>`],
    ["the turn of a page", `<div>上一篇：${link("甲题目")}</div>`],
  ])("drop %s", (_, html) => {
    const traced = page(`${body}${html}<p>${PROSE[0]}</p>`);
    expect(traced.text).toBe([...PROSE, PROSE[0]].join("\n"));
    expect(removedBy(traced, "ingest/link-list")).toContain("甲题目");
  });

  it.each([
    [
      "a section of the article",
      "<div><h2>相关规定</h2><p>甲，分期期限最长不超过五年，写在办法第七十条。</p></div>",
    ],
    ["a sentence with a link", `<p>上一篇文章里说过${link("甲怎样写申请")}，这里只补充材料怎样准备。</p>`],
    [
      "a section without links",
      "<div><h2>更多内容</h2><p>甲，还可以申请延期，期间只还利息，到期恢复。</p></div>",
    ],
  ])("keep %s", (_, html) => expect(text(`${body}${html}`)).toContain("甲"));

  it("drops a paragraph that is nothing but a link, and keeps an address", () => {
    const traced = page(
      `${body}<p>${link("限时低息贷款，三分钟到账")}</p><p><a href="https://e.com">官方网站地址是www.example.com</a></p><ul><li>${link("办理分期的入口在这里")}</li></ul>`,
    );
    expect(traced.text).not.toContain("限时低息");
    expect(traced.text).toContain("www.example.com");
    expect(traced.text).toContain("办理分期的入口");
  });

  it("drops a box with a button, and keeps a sentence with a link", () => {
    const traced = page(
      `${body}<div><p>债务太多不会处理？专业团队十分钟响应。</p>${link("立即咨询")}</div><p>不明白的可以到营业厅${link("在线咨询")}，不收费用。</p>`,
    );
    expect(removedBy(traced, "ingest/promotion")).toContain("专业团队");
    expect(traced.text).toContain("不明白的可以到营业厅在线咨询");
  });

  it("drops the line of date and source under the headline, and keeps a paragraph that begins with a date", () => {
    const traced = page(
      `<h1>怎样谈分期</h1><div class="x1"><span>2024-05-06 07:08</span> 某某整理</div>${body}`,
    );
    expect(removedBy(traced, "ingest/byline")).toContain("某某整理");
    const story = `<h1>怎样谈分期</h1><p>2024年5月6日，我打了电话。</p>${body}`;
    expect(text(story)).toContain("我打了电话");
  });
});

describe("hidden text", () => {
  const seo = "关键词甲，关键词乙，全国办理。";

  it.each([
    "display:none",
    "color:red;display : none !important",
    "visibility:hidden",
    "opacity:0",
    "font-size:0px",
    "position:absolute;left:-9999px",
    "text-indent:-9999px",
    "position:absolute;clip:rect(0 0 0 0)",
  ])("goes: %s", (style) => {
    const traced = page(`${body}<p style="${style}">${seo}</p>`);
    expect(traced.text).toBe(PROSE.join("\n"));
    expect(removedBy(traced, "ingest/hidden")).toContain("关键词甲");
  });

  it.each([
    "opacity:0.9",
    "font-size:0.9em",
    "left:-9px",
    "visibility:visible",
    "margin-left:-20px",
  ])("stays what is seen: %s", (style) =>
    expect(text(`${body}<p style="${style}">${seo}</p>`)).toContain("关键词甲"));

  it.each([
    ["an answer that opens at a click", `<dl><dt>还能分期吗？</dt><dd style="display:none">${seo}</dd></dl>`],
    ["the panel of a tab", `<div class="tab-pane"><div style="display:none">${seo}</div></div>`],
    ["a body shown by a script", `<div id="js_content" style="visibility:hidden">${seo}</div>`],
  ])("stays: %s", (_, html) => expect(text(body + html)).toContain("关键词甲"));

  it("stays when it is the page", () => {
    expect(text(`<div style="display:none">${body}</div><p>正在加载，请稍候。</p>`)).toContain(PROSE[0]);
  });
});

describe("threads", () => {
  const post = (author: string, words: string, mark = "") =>
    `<div class="post"><span class="author">${author}</span>${mark}<div class="post-content"><p>${words}</p></div></div>`;

  it("keep what their author writes, at the beginning and further down", () => {
    const traced = page(
      `<h1>怎样谈分期</h1>${post("阿甲", PROSE[0]!)}${post("阿乙", PROSE[1]!)}${post("阿甲", PROSE[2]!)}`,
    );
    expect(traced.text).toBe(`怎样谈分期\n${PROSE[0]}\n${PROSE[2]}`);
    expect(removedBy(traced, "ingest/reply")).toContain(PROSE[1]);
    expectPartition(traced);
  });

  it("know their author by a mark too", () => {
    const traced = page(
      `${post("阿甲", PROSE[0]!)}${post("阿乙", PROSE[1]!)}${post("甲某人", PROSE[2]!, "<em>楼主</em>")}`,
    );
    expect(traced.text).toBe(`${PROSE[0]}\n${PROSE[2]}`);
  });

  it("stay whole where nobody is named", () => {
    const plain = PROSE.map((p) => `<div class="post-content"><p>${p}</p></div>`).join("<hr>");
    expect(text(`<div>${plain}</div>`)).toBe(PROSE.join("\n"));
  });
});

describe("questions and answers", () => {
  const chat = "<div class='answer-item'><p>不知道，坐等楼下。</p></div>";
  const long = `<div class="answer-item"><div class="answer-content">${body}</div></div>`;

  it("keep the question and answers at length, not the chat", () => {
    const traced = page(
      `<h1>怎样谈分期</h1><div class="question-detail">欠款两万，该找谁？</div>${long}${chat}`,
    );
    expect(traced.text).toBe(["怎样谈分期", "欠款两万，该找谁？", ...PROSE].join("\n"));
    expect(removedBy(traced, "ingest/reader-answer")).toContain("坐等楼下");
  });

  it.each([
    [
      "a professional's",
      `<div class="answer-item"><b>覃律师</b><div class="answer-content">可以，先联系法官。</div></div>`,
    ],
    [
      "the chosen one",
      `<div class="answer-item accepted"><div class="answer-content">可以，先联系法官。</div></div>`,
    ],
    [
      "the lender's own",
      `<div class="answer-item"><i>官方客服</i><div class="answer-content">可以，先联系法官。</div></div>`,
    ],
  ])("keep a short answer that is %s", (_, html) => {
    const kept = text(`<h1>怎样谈分期</h1>${html}${chat}`);
    expect(kept).toContain("先联系法官");
    expect(kept).not.toContain("坐等楼下");
  });

  it("keep the only answer, short as it is", () => {
    expect(text(`<h1>怎样谈分期</h1>${chat}`)).toContain("坐等楼下");
  });

  it("keep every answer of a list of what is often asked", () => {
    const faq = ["能分期吗", "要什么材料", "收费吗", "多久答复"]
      .map((q) => `<div class="question">${q}？</div><div class="answer">看情况，不一定。</div>`)
      .join("");
    expect(text(`<h1>怎样谈分期</h1>${faq}`).match(/不一定/g)).toHaveLength(4);
  });
});

describe("pages that go on", () => {
  const article = (title: string, words: string) =>
    `<div class="wrap"><h1>${title}</h1><div class="article-body">${words}</div></div>`;

  it("end with the first article", () => {
    const next = `<p>${PROSE.map((p) => p.replaceAll("，", "；，")).join("")}</p>`;
    const traced = page(
      article("怎样谈分期", body) + article("存款放在哪里", next) + article("车险怎么买", next),
    );
    expect(traced.text).toBe(["怎样谈分期", ...PROSE].join("\n"));
    expect(removedBy(traced, "ingest/other-article")).toContain("存款放在哪里");
  });

  it("do not where the parts of one article have headings within", () => {
    const parts = PROSE.map(
      (p, i) => `<div class="article-body"><h2>第${i + 1}步</h2><p>${p}</p></div>`,
    ).join("");
    expect(text(`<h1>怎样谈分期</h1><div>${parts}</div>`).match(/第\d步/g)).toHaveLength(4);
  });
});

describe("the headline", () => {
  it.each([
    ["a heading", "<h1>怎样谈分期</h1>"],
    ["a lesser heading", "<h3>怎样谈分期</h3>"],
    ["a named element", '<div class="art-tit">怎样谈分期</div>'],
    ["what is set in bold", "<center><font size=5><b>怎样谈分期</b></font></center>"],
  ])("is found in %s", (_, html) => {
    const { title, traced } = only(
      "a.html",
      `<title>怎样谈分期_理财_某某网</title>${html}<div class="article-content">${body}</div>`,
    );
    expect(title).toBe("怎样谈分期");
    expect(traced.text).toMatch(/^怎样谈分期\n/);
  });

  it("is not the last of the breadcrumbs, nor the site's name", () => {
    const traced = page(
      `<h1>某某网</h1><div class="crumb"><a href="/">首页</a> &gt; <span>怎样谈分期</span></div><h2>怎样谈分期</h2><div class="article-content">${body}</div>`,
    );
    expect(traced.text).toBe(["怎样谈分期", ...PROSE].join("\n"));
  });

  it.each([
    ["怎样谈分期_理财_某某网", "怎样谈分期"],
    ["怎样谈分期 - 某某网", "怎样谈分期"],
    ["怎样谈分期-CSDN博客", "怎样谈分期"],
    ["怎样谈分期-理财频道-某某网", "怎样谈分期"],
    ["怎样谈分期-江边", "怎样谈分期"],
    ["怎样谈分期——三步走", "怎样谈分期——三步走"],
    ["2020-2024年的利率", "2020-2024年的利率"],
    ["分期-延期怎么选", "分期-延期怎么选"],
    ["_", "_"],
  ])("without the site: %s", (stated, title) => {
    expect(withoutSite(stated, "江边", htmlRules())).toBe(title);
  });
});

describe("what a page states", () => {
  const head = (html: string) => only("a.html", `<head>${html}</head>${body}`);
  const data = (json: string) => `<script type="application/ld+json">${json}</script>`;

  it("is read from linked data", () => {
    const json =
      '{"@graph":[{"@type":"WebSite","url":"https://e.com"},{"@type":"NewsArticle","headline":"怎样谈分期","datePublished":"2024-05-06T07:08:09+08:00","url":"https://e.com/1"}]}';
    expect(head(data(json))).toMatchObject({
      title: "怎样谈分期",
      published: "2024-05-06T07:08:09",
      url: "https://e.com/1",
    });
    expect(
      head(data('{"pubDate":"2024-05-06T07:08:09","title":"怎样谈分期","@id":"https://e.com/2"}')),
    ).toMatchObject({
      published: "2024-05-06T07:08:09",
      url: "https://e.com/2",
    });
  });

  it.each([
    "{",
    "null",
    "[]",
    '{"@type":"Organization","name":"某某"}',
    '{"@type":["NewsArticle"],"datePublished":7}',
  ])("is nothing in %s", (json) => {
    const { title, published } = head(data(json));
    expect([title, published]).toEqual([undefined, undefined]);
  });

  it("is looked for beside the headline where no machine is told", () => {
    const { published } = only(
      "a.html",
      `<title>怎样谈分期</title><h1>怎样谈分期</h1><p>更新于2024年5月6日 某某</p>${body}`,
    );
    expect(published).toBe("2024-05-06");
    const prose = `<title>怎样谈分期</title><h1>怎样谈分期</h1><p>2024年5月6日那天，我打了第一个电话。</p>${body}`;
    expect(only("a.html", prose).published).toBeUndefined();
  });
});
