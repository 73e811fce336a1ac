import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPartition, expectTraced, only, reasons, removedBy, take } from "./helpers.ts";

const text = (html: string) => only("a.html", html).traced.text;

/** Three paragraphs that are plainly prose. */
const PROSE = [
  "先把每一笔欠款列在纸上，金额、利率、到期日都写清楚，心里才有底。",
  "再打客服电话，说明收入为什么少了，什么时候能恢复，一个月能拿出多少钱。",
  "谈好以后，请对方把期数和金额用短信发给你，留着以后核对。",
];
const body = PROSE.map((p) => `<p>${p}</p>`).join("\n");
const clean = PROSE.join("\n");

describe("an HTML page", () => {
  it.each([
    ["paragraphs", "<p>甲</p><p>乙</p>", "甲\n乙"],
    ["paragraphs nobody closed", "<p>甲<p>乙", "甲\n乙"],
    ["inline tags", "请<b>务必</b>留<span>存</span>证<i>据", "请务必留存证据"],
    ["line breaks", "甲<br>乙<br/><br />丙", "甲\n乙\n丙"],
    ["blanks", "<p>\n   甲   乙\n  丙 </p>", "甲 乙丙"],
    ["blanks between Latin words", "<p>open\n  the <b>app</b>\n now</p>", "open the app now"],
    ["blanks that hold a place", "<p>&nbsp;&nbsp;拨打&nbsp;进行&#12288;协商</p>", "拨打 进行 协商"],
    [
      "references",
      "<p>A&amp;B &lt;b&gt; &ldquo;中&rdquo; &#20013;&#x6587; &notin; &#150;</p>",
      "A&B <b> “中” 中文 ∉ –",
    ],
    ["references without semicolon", "<p>&copy2024 AT&T a&b=1 &nosuch;</p>", "©2024 AT&T a&b=1 &nosuch;"],
    ["references spelt twice", "<p>&amp;lt;</p>", "&lt;"],
    ["lists", "<ul><li>甲<li>乙<ol><li>丙</ol></ul>", "甲\n乙\n丙"],
    ["tables", "<table><tr><th>行<th>电话<tr><td>甲行<td>12345</table>", "行\t电话\n甲行\t12345"],
    [
      "tables with paragraphs in their cells",
      "<table><tr><td><p>甲行</p></td><td><p><b>12345</b></p></td></tr><tr><td>乙行<td><p>丙</p><p>丁</p></table>",
      "甲行\t12345\n乙行\n丙\n丁",
    ],
    ["preformatted text", "<pre>甲\n  乙</pre><p>丙", "甲\n  乙\n丙"],
    ["headings", "<h2>题</h2>文<h3>小</h3>文", "题\n文\n小\n文"],
    ["comments", "<p>甲<!-- 乙 -->丙</p>", "甲丙"],
    ["misnested tags", "<p>一<b>二<p>三</b>四<i>五</p>六</i>", "一二\n三四五\n六"],
    ["text astray in a table", "<table>甲<tr><td>乙</td></tr></table>丙", "甲\n乙\n丙"],
    ["a comparison", "<p>3 < 5 且 6>2</p>", "3 < 5 且 6>2"],
    ["windows line ends", "<p>甲</p>\r\n<p>乙\r\n丙</p>", "甲\n乙丙"],
  ])("gives its %s as text", (_, html, expected) => {
    expect(text(html)).toBe(expected);
  });

  it.each([
    ["script", "<script>var a='</p>甲';</script>"],
    ["script", "<SCRIPT type=text/javascript>document.write('<p>甲</p>')</SCRIPT >"],
    ["style", "<style>p{content:'甲'}</style>"],
    ["noscript", "<noscript><p>甲</p></noscript>"],
    ["template", "<template><p>甲</p></template>"],
    ["embedded", "<iframe src=x>甲</iframe>"],
    ["embedded", "<svg><title>甲</title><text>甲</text></svg>"],
    ["control", "<button>甲</button>"],
    ["control", "<select><option>甲<option>乙</select>"],
    ["navigation", "<nav><a href=/>甲</a></nav>"],
    ["navigation", '<div class="bread-crumb crumbs">甲 &gt; 乙</div>'],
    ["footer", "<footer>甲</footer>"],
    ["aside", "<aside>甲</aside>"],
    ["form", "<form><input value=乙>甲</form>"],
    ["share", '<div class="post_share">甲</div>'],
    ["reader-comment", '<div class="comments-area"><p>甲</p>乙</div>'],
    ["hidden", '<p style="color:red; display: none">甲</p>'],
    ["hidden", "<div hidden>甲</div>"],
    ["comment", "<!--[if IE]><p>甲</p><![endif]-->"],
    ["link-list", "<ul><li><a href=/1>甲甲甲</a><li><a href=/2>乙乙乙</a><li><a href=/3>丙丙丙</a></ul>"],
  ])("drops %s with its content: %#", (rule, html) => {
    const { traced } = only(
      "a.html",
      `<html><head><title>题</title></head><body>${body}${html}</body></html>`,
    );
    expect(traced.text).toBe(clean);
    expect(removedBy(traced, `ingest/${rule}`)).toContain("甲");
    expectPartition(traced);
  });

  it.each([
    ["a form round the whole page", `<form id="aspnetForm">${body}</form>`],
    ["a footer that is the page", `<footer>${body}</footer>`],
    ["telephone links", `${body}<ul><li><a href="tel:95533">95533</a></ul>`, `${clean}\n95533`],
    ["two links", `${body}<p><a href=/1>甲</a><a href=/2>乙</a></p>`, `${clean}\n甲乙`],
    ["a table the page is laid out with", `<table><tr><td>${body}</td></tr></table>`],
  ])("keeps %s", (_, html, expected = clean) => {
    expect(text(html)).toBe(expected);
  });

  it.each([
    ["itemprop", '<div itemprop="articleBody">', "</div>"],
    ["a known id", '<div id="js_content" style="visibility: hidden">', "</div>"],
    ["a known class", '<div class="x Article_Content">', "</div>"],
    ["article", "<article>", "</article>"],
    ["main", "<div role=main>", "</div>"],
    ["a common class", '<div class="content">', "</div>"],
    ["nothing but its prose", "<div class=z1><div class=z2>", "</div></div>"],
  ])("finds the article by %s, and keeps its headline from outside", (_, open, close) => {
    const page =
      "<html><head><title>怎样谈分期 - 某某网</title></head><body>" +
      "<div class=top><a href=/>首页</a> 欢迎</div><h1>某某网</h1><div><h1>怎样谈分期</h1><span>浏览 12</span></div>" +
      `${open}${body}${close}<div class=bottom>版权所有</div></body></html>`;
    const { traced, title } = only("a.html", page);
    expect(traced.text).toBe(`怎样谈分期\n${clean}`);
    expect(title).toBe("怎样谈分期");
    expect(removedBy(traced, "ingest/outside-article")).toContain("浏览 12");
    expect(removedBy(traced, "ingest/footer")).toContain("版权所有");
    expectPartition(traced);
  });

  it("does not believe a name that holds little of the text", () => {
    expect(text(`<div class="content">短</div><div>${body}</div>`)).toContain(clean);
  });

  it("takes all posts of a thread when several share the body's name", () => {
    const posts = PROSE.map((p) => `<div class="post-content"><p>${p}</p></div>`).join("<hr>");
    expect(text(`<div><div>${posts}</div></div>`)).toBe(clean);
  });

  it("does not leave prose outside for want of a name", () => {
    const page = `<div><p>${PROSE[0]}</p></div><div><p>${PROSE[1]}</p><p>${PROSE[2]}</p></div>`;
    expect(text(page)).toBe(clean);
  });

  it("does not leave a short paragraph outside either", () => {
    const last = "最后一句也是正文，不能因为短就丢在外面。";
    const page = `<div>${body}${body.replaceAll("。", "！")}</div><div><p>${last}</p></div>`;
    expect(text(page)).toContain(last);
  });

  it("keeps a list that has prose beside its links", () => {
    const links = [1, 2, 3]
      .map((n) => `<li><a href=/${n}>这是第${n}个很长很长的链接标题用来占去大部分文字</a>`)
      .join("");
    expect(text(`${body}<ul>${links}<li>登录以后先点设置，再点帮助，最后找到在线客服。</ul>`)).toContain(
      "最后找到在线客服",
    );
  });

  it("copes with text that a table casts out round its cells", () => {
    const { traced } = only("a.html", "<table>甲<tr><td>丙乙</td></tr>乙</table>");
    // The parser joins 甲 and the second 乙 to one text, which could as well end in the cell: no character stands twice.
    expect(traced.text).toBe("甲\n丙乙");
    expectTraced(traced);
    expectPartition(traced);
  });

  it("says of headings, items and quotes where they begin in the file", () => {
    const raw = `<h2>题</h2>${body}<ul><li><p>甲</p><ul><li>乙</ul></ul><blockquote>丙</blockquote>`;
    const { hints } = only("a.html", raw);
    expect(hints).toEqual([
      { at: raw.indexOf("题"), role: "heading", depth: 2 },
      { at: raw.indexOf("甲"), role: "list-item", depth: 1 },
      { at: raw.indexOf("乙"), role: "list-item", depth: 2 },
      { at: raw.indexOf("丙"), role: "quote", depth: 1 },
    ]);
  });

  it("takes title, address and date from where pages state them", () => {
    const head =
      '<title>怎样谈分期_理财_某某网</title><link rel="canonical" href="https://e.com/1">' +
      '<meta property="article:published_time" content="2024-05-06T07:08:09+08:00">';
    expect(only("a.html", `<head>${head}</head>${body}`)).toMatchObject({
      title: "怎样谈分期",
      url: "https://e.com/1",
      published: "2024-05-06T07:08:09",
    });
    const other =
      '<meta property="og:title" content="另题"><meta property="og:url" content="https://e.com/2">';
    expect(
      only("a.html", `<head>${other}</head><time datetime="2024-05-06">昨天</time>${body}`),
    ).toMatchObject({
      title: "另题",
      url: "https://e.com/2",
      published: "2024-05-06",
    });
    expect(only("a.html", body)).not.toHaveProperty("title");
  });

  it("reads a page saved as text", () => {
    const article = only("a.txt", `<!DOCTYPE html>\n<html><body>${body}</body></html>`);
    expect(article.format).toBe("html");
    expect(article.traced.text).toBe(clean);
  });

  it.each([
    ["deep nesting", `${"<div>".repeat(10_000)}文`, "too-deep"],
    ["deep inline nesting", `${"<span>".repeat(10_000)}文`, "too-deep"],
    ["a page that scripts fill in", "<div id=app></div><script>render()</script>", "no-text"],
    ["a comment without end", `<!--${body}`, "no-text"],
  ])("quarantines %s", (_, html, reason) => {
    const { articles, quarantined } = take("a.html", html);
    expect(articles).toEqual([]);
    expect(quarantined).toMatchObject([{ source: "a.html", stage: "ingest", reason }]);
  });

  it.each([
    ["as deep as is allowed", "<ul><li><table><tr><td>".repeat(256)],
    ["unclosed inline tags in paragraphs", "<p><b>甲</p>".repeat(400)],
    ["paragraphs nobody closed", "<p>甲".repeat(5000)],
    ["anchors nobody closed", '<a name="x">甲'.repeat(2000)],
  ])("gets through %s", (_, html) => {
    expect(text(`${html}${body}`)).toContain(PROSE[0]);
  });

  it("keeps the way back through any soup of tags", () => {
    const piece = fc.constantFrom(
      ..."协商 还款 。 word <p> </p> <div> </div> <b> </b> <i> </i> <table> </table> <tr> <td> </td> <li> </ul> <ul> <pre> </pre> <script> </script> <style> </style> <!-- --> <br> &amp; &lt; &nbsp; &copy &#20013; &#x1F600; &# & < > \n \r\n <a href=x> </a> <h1> </h1> <title> </title> <select> <option> <svg> </svg> <form> </form> <template> </template> <frameset> <body> </html> <plaintext> <textarea> </textarea>"
        .split(" ")
        .concat(" "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { traced } of take("a.html", pieces.join("")).articles) {
          expectTraced(traced, (raw) => raw.startsWith("&"));
          expectPartition(traced);
          expect(reasons(traced).every((r) => r.startsWith("ingest/"))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never lets script content through", () => {
    const noise = fc.constantFrom(
      "<p>",
      "</p>",
      "<div>",
      "</div>",
      "<table>",
      "<td>",
      "<b>",
      "<!-- x -->",
      "还款",
      "<ul><li>",
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 12 }), fc.array(noise, { maxLength: 12 }), (before, after) => {
        const html = `${before.join("")}<script>SECRET("</p>")</script>${after.join("")}`;
        for (const { traced } of take("a.html", html).articles) expect(traced.text).not.toContain("SECRET");
      }),
    );
  });

  it("undoes any spelling of any character", () => {
    const spell = fc.constantFrom(
      (c: string) => `&#${c.codePointAt(0)};`,
      (c: string) => `&#x${c.codePointAt(0)!.toString(16)};`,
      (c: string) =>
        (({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }) as Record<string, string>)[c] ?? c,
    );
    const unit = fc.constantFrom(..."还款协商&<>\"';#ab1中𠮷");
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, spell), { minLength: 1, maxLength: 20 }), (pairs) => {
        const { traced } = only("a.html", `<p>${pairs.map(([c, s]) => s(c)).join("")}</p>`);
        expect(traced.text).toBe(pairs.map(([c]) => c).join(""));
        // Characters that were kept are kept with all of their spelling.
        expect(removedBy(traced, "ingest/markup")).toBe("<p>|</p>");
        // A semicolon's ends like itself, and at the beginning of a line nothing stands before it to absorb the rest.
        if (pairs[0]![0] !== ";") expect(reasons(traced)).toEqual(["ingest/markup"]);
      }),
    );
  });
});
