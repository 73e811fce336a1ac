/** What went where, drawn: characters by what became of them, items by kind and sources. Each drawing has its table. */

import { statusName } from "./article.js";
import { articleName, articles, build, items, KINDS } from "./data.js";
import { clip, find, h, svg } from "./dom.js";
import { label, words } from "./words.js";

/** @typedef {{ name: string, value: number, tone: string }} Part */

const FATES = /** @type {const} */ (["kept", "boilerplate", "duplicate", "damage"]);
/** Articles drawn; the table of all would be longer than anyone reads. */
const MOST = 40;
/** Drawn as wide as there is room, in pixels, so that letters have one size everywhere. */
const WIDEST = 940;
let width = WIDEST;

export function drawCharts() {
  const w = words();
  width = Math.max(300, Math.min(WIDEST, find("#charts").clientWidth - 40));
  const { characters } = build.totals;
  const totals = { kept: characters.kept, ...characters.removed };
  const lost = [...articles.keys()].sort((a, b) => removedOf(b) - removedOf(a) || a - b).slice(0, MOST);
  find("#charts").replaceChildren(
    h("p", { class: "remark" }, w.summary(build.totals)),
    build.held < articles.length ? h("p", { class: "remark" }, w.holding(build.held, articles.length)) : "",
    ...figure(w.wentWhere, [{ name: w.total, parts: fates(totals) }]),
    ...figure(
      w.perArticle,
      lost.map((at) => ({ name: articleName(at), parts: fates(articles[at]?.characters ?? {}) })),
      articles.length > MOST ? w.firstOf(MOST, articles.length) : undefined,
    ),
    ...figure(
      w.kindsAndSupport,
      KINDS.map((kind) => ({ name: label("kinds", kind), parts: supports(kind) })),
    ),
  );
}

/** @param {number} at */
function removedOf(at) {
  const { boilerplate, duplicate, damage } = articles[at]?.characters ?? {
    boilerplate: 0,
    duplicate: 0,
    damage: 0,
  };
  return boilerplate + duplicate + damage;
}

/** @param {Record<string, number>} counts @returns {Part[]} */
const fates = (counts) =>
  FATES.map((name) => ({ name: statusName(name), value: counts[name] ?? 0, tone: name }));

/** @param {string} kind @returns {Part[]} */
function supports(kind) {
  const w = words();
  const own = items.filter((item) => item.kind === kind);
  const count = (/** @type {(n: number) => boolean} */ fits) =>
    own.filter((item) => fits(item.support)).length;
  return [
    { name: w.one, value: count((n) => n === 1), tone: "one" },
    { name: w.two, value: count((n) => n === 2), tone: "two" },
    { name: w.more, value: count((n) => n > 2), tone: "more" },
  ];
}

/**
 * Bars under one another, to one scale, and the numbers as a table.
 *
 * @param {string} title
 * @param {Array<{ name: string, parts: Part[] }>} rows
 * @param {string} [remark]
 */
function figure(title, rows, remark) {
  const sum = (/** @type {Part[]} */ parts) => parts.reduce((n, p) => n + p.value, 0);
  const most = Math.max(1, ...rows.map((row) => sum(row.parts)));
  const labels = Math.min(210, Math.round(width * 0.36));
  const numbers = 64;
  const height = 22;
  const drawing = svg("svg", {
    viewBox: `0 0 ${width} ${rows.length * height}`,
    width,
    height: rows.length * height,
    role: "img",
    "aria-label": `${title}: ${rows
      .slice(0, 12)
      .map((row) => described(row))
      .join("; ")}`,
    class: "chart",
  });
  rows.forEach(({ name, parts }, i) => {
    const y = i * height;
    drawing.append(
      svg("text", { x: labels - 8, y: y + 15, class: "name" }, clip(name, Math.floor(labels / 14) - 1)),
    );
    let x = labels;
    for (const { name: what, value, tone } of parts) {
      const length = ((width - labels - numbers) * value) / most;
      if (value === 0) continue;
      drawing.append(
        svg(
          "rect",
          { x, y: y + 3, width: length, height: height - 6, class: `t-${tone}` },
          svg("title", {}, `${name}: ${what} ${value}`),
        ),
      );
      x += length;
    }
    drawing.append(svg("text", { x: x + 6, y: y + 15, class: "number" }, sum(parts).toLocaleString("en")));
  });
  const columns = rows[0]?.parts ?? [];
  const legend = h(
    "p",
    { class: "legend" },
    ...columns.map((p) => h("span", { class: `key t-${p.tone}` }, p.name)),
  );
  const table = h(
    "details",
    {},
    h("summary", {}, words().table),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, title),
          ...columns.map((p) => h("th", { scope: "col" }, p.name)),
        ),
      ),
      h(
        "tbody",
        {},
        ...rows.map(({ name, parts }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            ...parts.map((p) => h("td", {}, p.value.toLocaleString("en"))),
          ),
        ),
      ),
    ),
  );
  return [h("h2", {}, title), remark ? h("p", { class: "remark" }, remark) : "", legend, drawing, table];
}

/** @param {{ name: string, parts: Part[] }} row */
const described = ({ name, parts }) =>
  `${name} ${parts
    .filter((p) => p.value > 0)
    .map((p) => `${p.name} ${p.value}`)
    .join(", ")}`;
