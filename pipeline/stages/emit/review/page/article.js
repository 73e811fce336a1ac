/** The article: its raw text with what was removed greyed out and what items rest on marked, or its clean text. */
import { articleName, articles, articleText, items, nameOf, STATUSES } from "./data.js";
import { clip, control, find, h } from "./dom.js";
import { segmentsOf } from "./segments.js";
import { act, state } from "./state.js";
import { words } from "./words.js";

/** @typedef {{ start: number, end: number, type: "span" | "evidence" | "change" | "missed" | "gap", at: number }} Range */
/** @typedef {{ start: number, end: number, over: Range[] }} Segment */

/** A removed run that is longer is folded to its beginning. */
const LONGEST_REMOVED = 240;
const SHOWN_OF_REMOVED = 60;
/** Reason of what came through as it was. */
const PLAIN = "text";

const box = find("#text");
const about = find("#about");
const scroller = find("#scroll");
const passage = find("#passage");

/** What is drawn: nothing is drawn again that stands there already. */
let drawn = "";

/** @param {boolean} [anew] though nothing but words changed */
export function drawArticle(anew = false) {
  const { article, clean, edits, removed } = state;
  const wanted = `${article} ${clean} ${edits} ${removed}`;
  if (drawn !== wanted || anew) {
    drawn = wanted;
    choose();
    about.replaceChildren(...aboutArticle());
    box.replaceChildren(...pieces());
    showPassage();
    scroller.scrollTop = 0;
  }
  box.querySelectorAll(".on").forEach((mark) => {
    mark.classList.remove("on");
  });
  const marks = [...box.querySelectorAll(`[data-e~="${state.item}:${state.evidence}"]`)];
  for (const mark of marks) mark.classList.add("on");
  reveal(marks[0]);
}

/** @param {Element | undefined} element */
function reveal(element) {
  if (!element) return;
  const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  if (top < 24 || top > scroller.clientHeight - 96) scroller.scrollTop += top - scroller.clientHeight / 4;
}

/** Show a place of the text drawn, whatever it is. @param {number} start */
export function revealPlace(start) {
  const found = [...box.querySelectorAll("[data-at]")].findLast(
    (s) => Number(s.getAttribute("data-at")) <= start,
  );
  reveal(found);
  found?.classList.add("on");
}

function aboutArticle() {
  const row = articles[state.article];
  if (!row) return [];
  const out = [h("h2", { lang: "zh-CN" }, articleName(state.article))];
  const facts = [row.record === undefined ? row.source : `${row.source} #${row.record}`];
  if (row.published) facts.push(row.published.slice(0, 10));
  if (row.duplicateOf) facts.push(words().duplicateArticle);
  out.push(h("p", {}, facts.join(" · ")));
  const counts = Object.entries(row.characters).filter(([name, n]) => n > 0 && name !== "kept");
  out.push(
    h(
      "p",
      { class: "legend" },
      ...counts.map(([name, n]) => h("span", { class: `gone ${name}` }, `${statusName(name)} ${n}`)),
      row.missed ? h("span", { class: "missed" }, `${words().missedHere} ${row.missed}`) : undefined,
      row.gaps ? h("span", { class: "flag" }, `${words().gap} ${row.gaps}`) : undefined,
    ),
  );
  return out;
}

/** @param {string} status */
export const statusName = (status) =>
  String(/** @type {Record<string, unknown>} */ (words())[status] ?? status);

/** @returns {Array<Node | string>} */
function pieces() {
  const text = articleText(state.article);
  if (!text) return state.article < 0 ? [] : quotesOnly();
  const source = state.clean ? text.clean : text.raw;
  /** @type {Range[]} */
  const ranges = [];
  text.evidence.forEach(([, , start, end, cleanStart, cleanEnd], at) => {
    if (!state.clean) ranges.push({ start, end, type: "evidence", at });
    else if (cleanStart !== undefined && cleanEnd !== undefined) {
      ranges.push({ start: cleanStart, end: cleanEnd, type: "evidence", at });
    }
  });
  text.missed.forEach(([start, end, cleanStart, cleanEnd], at) => {
    ranges.push({
      start: state.clean ? cleanStart : start,
      end: state.clean ? cleanEnd : end,
      type: "missed",
      at,
    });
  });
  if (!state.clean) {
    text.gaps.forEach(([start], at) => {
      ranges.push({ start, end: start + 1, type: "gap", at });
    });
    text.spans.forEach(([start, end, status, reason], at) => {
      if (status !== 0 || nameOf(reason) !== PLAIN) ranges.push({ start, end, type: "span", at });
    });
    if (state.edits) {
      text.changes.forEach(([start, end, , after], at) => {
        // Deletions show as what was removed.
        if (after !== "" && end > start) ranges.push({ start, end, type: "change", at });
      });
    }
  }
  return segmentsOf(source.length, ranges).map((segment) => pieceOf(segment, source, text));
}

/**
 * @param {Segment} segment
 * @param {string} source
 * @param {import("./data.js").ArticleText} text
 */
function pieceOf({ start, end, over }, source, text) {
  const words_ = source.slice(start, end);
  if (over.length === 0) return h("span", { "data-at": start }, words_);
  const classes = [];
  const evidence = [];
  let title;
  for (const range of over) {
    if (range.type === "evidence") {
      const [item, e] = /** @type {[number, number]} */ (/** @type {unknown} */ (text.evidence[range.at]));
      evidence.push(`${item}:${e}`);
    } else if (range.type === "span") {
      const [, , status, reason] = /** @type {[number, number, number, number]} */ (text.spans[range.at]);
      title = `${statusName(STATUSES[status] ?? "")} · ${nameOf(reason)}`;
      // What annotates a character shares its fate, but is in no clean text.
      classes.push(...(status === 0 ? ["aside"] : ["gone", `${STATUSES[status]}`]));
      if (!state.removed) classes.push("away");
    } else classes.push(range.type === "change" ? "edited" : range.type);
  }
  if (evidence.length > 0) {
    // The innermost gives the colour: words to say stand inside of what introduces them.
    const inner = Number(evidence.at(-1)?.split(":")[0]);
    classes.push("ev", `k-${items[inner]?.kind}`);
  }
  const gone = classes.includes("gone");
  const element = h(evidence.length > 0 ? "mark" : gone ? "del" : "span", {
    class: classes.join(" "),
    title,
    "data-at": start,
    "data-e": evidence.length > 0 && evidence.join(" "),
  });
  if (gone && evidence.length === 0 && words_.length > LONGEST_REMOVED) {
    const more = h(
      "button",
      {
        type: "button",
        class: "expand",
        click: (event) => {
          event.stopPropagation();
          element.textContent = words_;
        },
      },
      words().expand(words_.length - SHOWN_OF_REMOVED),
    );
    element.append(words_.slice(0, SHOWN_OF_REMOVED), " … ", more);
  } else element.textContent = words_;
  return element;
}

/** Where the page has no room for the article: what items quote of it, in its order. */
function quotesOnly() {
  /** @type {Array<{ start: number, item: number, e: number, quote: string }>} */
  const quotes = [];
  items.forEach((item, i) => {
    item.evidence.forEach(([article, start, , , quote], e) => {
      if (article === state.article && quote !== undefined) quotes.push({ start, item: i, e, quote });
    });
  });
  quotes.sort((a, b) => a.start - b.start);
  return [
    h("p", { class: "remark" }, words().notHeld),
    ...quotes.map(({ start, item, e, quote }) =>
      h(
        "p",
        {},
        h("mark", { class: `ev k-${items[item]?.kind}`, "data-at": start, "data-e": `${item}:${e}` }, quote),
      ),
    ),
  ];
}

/** Why a place reads as it does: what became of it, and the edits to its line. */
function explained(/** @type {number} */ at) {
  const text = articleText(state.article);
  if (!text || state.clean) return undefined;
  const span = text.spans.find(([start, end]) => start <= at && at < end);
  const lineStart = text.raw.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.raw.indexOf("\n", at) < 0 ? text.raw.length : text.raw.indexOf("\n", at);
  const removed = span !== undefined && (span[2] !== 0 || nameOf(span[3]) !== PLAIN);
  const from = removed ? span[0] : lineStart;
  const to = removed ? span[1] : lineEnd;
  const missed = text.missed.find(([start, end]) => start <= at && at < end);
  const gap = text.gaps.find(([place]) => place >= from && place <= to);
  const changes = changesIn(text, from, to);
  if (!removed && !missed && !gap && changes.length === 0) return undefined;
  return { span: removed ? span : undefined, missed, gap, changes };
}

/** @param {number} [at] offset into the raw text; absent: nothing */
export function showPassage(at) {
  const found = at === undefined ? undefined : explained(at);
  passage.hidden = !found;
  if (!found) return;
  const w = words();
  const { span, missed, gap, changes } = found;
  const lines = [];
  if (span) {
    const [, , status, reason, of] = span;
    const line = h(
      "p",
      {},
      h("b", {}, statusName(STATUSES[status] ?? "")),
      ` · ${w.because} `,
      h("code", {}, nameOf(reason)),
    );
    if (of !== undefined) {
      line.append(" ", h("button", { type: "button", click: () => revealPlace(of) }, w.toCopy));
    }
    lines.push(line);
  }
  if (gap) lines.push(h("p", {}, h("b", {}, w.gap), " · ", h("code", {}, nameOf(gap[2]))));
  if (missed) {
    lines.push(
      h("p", {}, h("b", {}, w.missedHere), ...missed[4].flatMap((cue) => [" ", h("code", {}, nameOf(cue))])),
    );
  }
  if (changes.length > 0) lines.push(h("p", {}, h("b", {}, w.changes)), changeList(changes));
  passage.replaceChildren(
    h("button", { type: "button", class: "shut", "aria-label": w.close, click: () => showPassage() }, "×"),
    ...lines,
  );
}

/** @typedef {{ rule: string, before: string, after: string, count: number }} ChangeRow */

/**
 * Edits to a part of the raw text, equal ones together, in the order of their making.
 *
 * @param {import("./data.js").ArticleText} text
 * @param {number} from
 * @param {number} to
 * @returns {ChangeRow[]}
 */
export function changesIn(text, from, to) {
  /** @type {Map<string, ChangeRow>} */
  const rows = new Map();
  for (const [start, end, rule, after, was] of text.changes) {
    if (end <= from || start >= to) continue;
    const before = was ?? text.raw.slice(start, end);
    const key = `${rule} ${before}\n${after}`;
    const row = rows.get(key) ?? { rule: nameOf(rule), before, after, count: 0 };
    row.count++;
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** @param {ChangeRow[]} changes */
export function changeList(changes) {
  return h(
    "ul",
    { class: "changes" },
    ...changes.map(({ rule, before, after, count }) =>
      h(
        "li",
        {},
        h("del", {}, clip(before, 60) || "∅"),
        " → ",
        h("ins", {}, clip(after, 60) || "∅"),
        count > 1 ? ` ×${count} ` : " ",
        h("code", {}, rule),
      ),
    ),
  );
}

box.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const piece = event.target.closest("[data-at]");
  if (!piece) return;
  const at = placeClicked(event, piece);
  const evidence = piece.getAttribute("data-e")?.split(" ").at(-1)?.split(":").map(Number);
  if (evidence) act.select(evidence[0] ?? -1, evidence[1]);
  showPassage(at);
});

/** Offset of the character under the pointer, else where the piece begins. @param {MouseEvent} event @param {Element} piece */
function placeClicked(event, piece) {
  const start = Number(piece.getAttribute("data-at"));
  const caret = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return caret && piece.contains(caret.startContainer) ? start + caret.startOffset : start;
}

/** Articles to choose from: more would make a list nobody reads, and slow to fill. */
const MOST_LISTED = 2000;

/** Fill the choice of articles, those with items before others where not all have room. */
export function listArticles() {
  const order = [...articles.keys()];
  const wanted = order.filter((at) => (articles[at]?.items ?? 0) > 0);
  const listed = order.length <= MOST_LISTED ? order : wanted.slice(0, MOST_LISTED);
  control("source").replaceChildren(...listed.map(optionOf));
  choose();
}

/** @param {number} at */
function optionOf(at) {
  const count = articles[at]?.items ?? 0;
  return h("option", { value: at }, `${clip(articleName(at), 40)}${count > 0 ? ` (${count})` : ""}`);
}

/** Show which article is drawn, though it be none of those listed. */
function choose() {
  const source = control("source");
  const { article } = state;
  source.value = String(article);
  if (source.value === "" && article >= 0) {
    source.append(optionOf(article));
    source.value = String(article);
  }
}
