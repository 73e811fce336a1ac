/** Pages that are broken or made to break a reader: each ends in a text or in quarantine, in time linear in its length. */
import { describe, expect, it } from "vitest";
import { only, take } from "./helpers.ts";

const PROSE = "<p>先把每一笔欠款列在纸上，金额、利率、到期日都写清楚，心里才有底。</p>";
const MANY = 100_000;
const each = (n: number, piece: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => piece(i)).join("");

describe("a page beyond measure", () => {
  it.each([
    ["divs", "<div>".repeat(MANY), "too-deep"],
    ["inline tags", "<span>".repeat(MANY), "too-deep"],
    ["tables", "<table>".repeat(MANY), "too-deep"],
    ["anchors in a drawing", `<svg>${"<a>".repeat(MANY)}`, "too-deep"],
    ["cells in a formula", `<math>${"<td>".repeat(MANY)}`, "too-deep"],
    ["templates", "<template>".repeat(MANY), "too-deep"],
    ["formatting opened in every paragraph", each(5000, (i) => `<p><font id=${i}>甲`), "too-deep"],
    [
      "formatting opened anew",
      `${each(500, (i) => `<font id=${i}>`)}${"<p>甲</p>".repeat(20_000)}`,
      "too-tangled",
    ],
  ])("%s: is refused", (_, html, reason) => {
    const { articles, quarantined } = take("a.html", html + PROSE);
    expect(articles).toEqual([]);
    expect(quarantined).toMatchObject([{ source: "a.html", stage: "ingest", reason }]);
    expect(quarantined[0]!.message).toMatch(/broken/);
  });

  it.each([
    ["a drawing of many paths", `<svg>${"<path d='x'/>".repeat(20_000)}</svg>`],
    ["an attribute of megabytes", `<p title='${"x".repeat(5_000_000)}'></p>`],
    ["many attributes", `<p ${each(20_000, (i) => `a${i}=1 `)}></p>`],
    ["many classes", `<div class='${each(20_000, (i) => `c${i}x `)}'></div>`],
    ["a long class", `<div class='${"ad-".repeat(MANY)}'></div>`],
    ["a long style", `<div style='${"left:".repeat(MANY)}'></div>`],
    ["comments that end at once", "<!-->".repeat(20_000)],
    ["quotes that never end in names", '<a "'.repeat(20_000)],
    ["linked data that is none", `<script type="application/ld+json">${"[".repeat(MANY)}</script>`],
    [
      "deep linked data",
      `<script type="application/ld+json">${"[".repeat(1000)}${"]".repeat(1000)}</script>`,
    ],
    ["names within names", `${"<div class=post>".repeat(200)}${"<div class=answer>".repeat(200)}`],
  ])("%s: is read", (_, html) => {
    expect(only("a.html", html + PROSE).traced.text).toContain("心里才有底");
  });

  it.each([
    ["bodies", (i: number) => `<div class=content>第${i}段，写给看的人。</div>`],
    [
      "posts",
      (i: number) =>
        `<div class=post><b class=author>某${i % 9}</b><div class=post-content>第${i}楼，说两句。</div></div>`,
    ],
    [
      "questions and answers",
      (i: number) => `<div class=question>第${i}问，怎么办？</div><div class=answer>答，这样办。</div>`,
    ],
    ["answers", (i: number) => `<div class=answer-item>第${i}答，这样办。</div>`],
    ["boxes", () => "<p>相关阅读</p><p><a href=x>甲乙丙丁</a></p>"],
    ["headings", (i: number) => `<h1>标题之${i}</h1>`],
    ["entries nobody closed", (i: number) => `<li>第${i}条`],
  ])("thousands of %s: are read", (_, piece) => {
    expect(
      take("a.html", `<title>标题之一</title><div>${each(20_000, piece)}</div>${PROSE}`).articles,
    ).toHaveLength(1);
  });
});
